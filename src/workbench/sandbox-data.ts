/** What the page says about a sandbox: the input of everything in the workbench. */
import type { Engine } from '../engine/engine.ts';
import type { AuthorPane } from '../sandbox/panes.ts';
import type { PlotSpec } from '../sandbox/plot.ts';

export interface SandboxData {
  readonly name: string;
  readonly title: string;
  /** The files the reader sees, in order. */
  readonly shown: readonly string[];
  /** Path to text, of the shown files and of the others the program needs. */
  readonly files: Readonly<Record<string, string>>;
  readonly processes: Readonly<
    Record<string, { readonly command: string; readonly env: Readonly<Record<string, string>> }>
  >;
  readonly dependencies: readonly string[];
  /** The text of requests.http; `null` when the sandbox offers no requests. */
  readonly http: string | null;
  /** The engines it is made for. */
  readonly engines: readonly Engine['id'][];
  /** Panes that are open before they have something to show. */
  readonly panes: readonly AuthorPane[];
  /** What an exercise has besides; left out for every other sandbox. */
  readonly exercise?: {
    /** The slug of the chapter whose exercise it is. */
    readonly chapter: string;
  };
  /**
   * A project of the playground: its package.json is the reader's, and says at each start which processes there are. Left
   * out for every other sandbox.
   */
  readonly free?: {
    /** The packages that can be imported, with their versions. */
    readonly packages: Readonly<Record<string, string>>;
  };
  /** What its programs draw, by name; left out when they draw nothing. */
  readonly plots?: Readonly<Record<string, PlotSpec>>;
}

/** The part of it that travels as JSON; the shown files are read from the highlighted code itself. */
export type SandboxJson = Omit<SandboxData, 'shown'>;

/**
 * Reads a sandbox from its static markup (Sandbox.astro writes it; on a chapter's page the loader fills in its data).
 *
 * @throws Error when the markup is not that of a sandbox
 */
export function readSandboxData(element: HTMLElement): SandboxData {
  const script = element.querySelector('script[type="application/json"]');
  if (!script?.textContent)
    throw new Error('This sandbox has no data: its <script type="application/json"> is missing.');
  const json = JSON.parse(script.textContent) as SandboxJson;
  const files: Record<string, string> = { ...json.files };
  const shown: string[] = [];
  for (const panel of element.querySelectorAll<HTMLElement>('[data-path]')) {
    const path = panel.dataset['path']!;
    shown.push(path);
    // The highlighter leaves out the line break that ends the file.
    files[path] = `${panel.querySelector('pre')?.textContent ?? ''}\n`;
  }
  return { ...json, files, shown };
}
