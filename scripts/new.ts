/**
 * `npm run new -- chapter <slug>` and `npm run new -- sandbox <chapter>/<name> [--express] [--sqlite]
 * [--exercise]`: a chapter or a sandbox that builds, is recorded and passes, to begin from.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../src/sandbox/catalogue/catalogue.ts';
import { serializeTranscript } from '../src/sandbox/transcript.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { newChapter, showInChapter } from './new/new-chapter.ts';
import { newSandbox } from './new/new-sandbox.ts';
import { pinnedNode } from './record/pinned-node.ts';
import { recordSandbox } from './record/record-sandbox.ts';

const USAGE =
  'Usage: npm run new -- chapter <slug>, or npm run new -- sandbox <chapter>/<name> [--express] [--sqlite] [--exercise]';
const KINDS = ['express', 'sqlite', 'exercise'] as const;

failPlainly(async () => {
  const words = process.argv.slice(2);
  const options = words.filter((word) => word.startsWith('--'));
  const [what, name, ...rest] = words.filter((word) => !word.startsWith('--'));
  const unknown = options.find((word) => !KINDS.some((kind) => word === `--${kind}`));
  if (unknown !== undefined) throw new Error(`${unknown} is not an option here. ${USAGE}`);
  if (name === undefined || rest.length > 0 || (what !== 'chapter' && what !== 'sandbox')) throw new Error(USAGE);
  if (what === 'chapter' && options.length > 0) throw new Error(`A chapter has no options. ${USAGE}`);

  if (what === 'chapter') {
    const { files, ids } = newChapter(root, name);
    for (const id of ids) files.push(await record(id));
    console.log(`Written:\n${files.join('\n')}`);
    return;
  }
  const kind = Object.fromEntries(KINDS.map((each) => [each, options.includes(`--${each}`)]));
  const files = newSandbox(root, name, kind);
  files.push(await record(name));
  const chapter = showInChapter(root, name);
  console.log(`Written:\n${files.join('\n')}`);
  console.log(
    chapter === null
      ? `Its chapter is not written yet; “npm run new -- chapter ${name.split('/')[0]}” begins it.`
      : `It is shown at the end of ${chapter}; move the line to where it belongs.`,
  );
});

/** @returns the transcript's file, below the repository's folder */
async function record(id: string): Promise<string> {
  const book = catalogue(root);
  const transcript = await recordSandbox(book.sandbox(id), { root, node: pinnedNode(root) });
  writeFileSync(join(book.folder, id, 'transcript.json'), serializeTranscript(transcript));
  return `sandboxes/${id}/transcript.json`;
}
