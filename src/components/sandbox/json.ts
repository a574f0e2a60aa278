/** What the page hands to the workbench of a sandbox, besides the code that it shows. */
import { createHash } from 'node:crypto';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';
import { shownIn } from '../../sandbox/catalogue/chapter.ts';
import type { Sandbox } from '../../sandbox/catalogue/load-sandbox.ts';
import { chapterOf } from '../../sandbox/sandbox-id.ts';
import type { SandboxJson } from '../../workbench/sandbox-data.ts';

/** @returns the data of a sandbox; of its files those that the page does not show */
export function sandboxJson({ manifest, files, http, requests, exercise }: Sandbox): SandboxJson {
  const { id, name, title, processes, dependencies, engines, panes, plots, files: shown } = manifest;
  return {
    name,
    title,
    files: Object.fromEntries(Object.entries(files).filter(([path]) => !shown.includes(path))),
    processes,
    dependencies: Object.keys(dependencies),
    // A file without requests is none: the sandbox then offers no requests.
    http: requests.length === 0 ? null : http,
    engines,
    panes,
    ...(exercise !== null && { exercise: { chapter: chapterOf(id) } }),
    ...(plots && { plots }),
  };
}

/**
 * The data of all sandboxes that a chapter shows, by id, in a file of their own: a reader who starts nothing loads none of it.
 *
 * @param slug the slug of a written chapter
 * @returns the file's text, and a version for its address, so that no cache joins an old file to a new page
 */
export function chapterJson(slug: string): { readonly text: string; readonly version: string } {
  const chapter = catalogue().chapters.find((each) => each.chapter.slug === slug);
  if (chapter === undefined) throw new Error(`“${slug}” is no chapter of src/book.ts.`);
  const text = JSON.stringify(
    Object.fromEntries(shownIn(chapter).map((id) => [id, sandboxJson(catalogue().sandbox(id))])),
  );
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 8) };
}
