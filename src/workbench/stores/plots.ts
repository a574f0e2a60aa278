/** What the running programs have drawn: the newest text of each file that is a plot. */
import { PLOT_FOLDER, plotOf, type PlotFormat, type PlotSpec } from '../../sandbox/plot.ts';
import { State } from './signal.ts';

/** How many plots that no manifest describes are shown. */
const LIMIT = 20;

export interface Drawing {
  readonly path: string;
  readonly format: PlotFormat;
  readonly text: string;
}

/** The folders of which an engine has to tell what is written there. */
export const WATCHED: readonly string[] = [PLOT_FOLDER];

export class PlotsStore {
  readonly #specs: Readonly<Record<string, PlotSpec>>;
  readonly #drawings = new State<ReadonlyMap<string, Drawing>>(new Map());

  /** @param specs what the manifest says of plots, by name */
  constructor(specs: Readonly<Record<string, PlotSpec>> = {}) {
    this.#specs = specs;
  }

  /** Whether the author has described plots. */
  get described(): boolean {
    return Object.keys(this.#specs).length > 0;
  }

  /** Whether anything has been drawn since the last start. */
  get any(): boolean {
    return this.#drawings.value.size > 0;
  }

  /** Names of the plots that were drawn. */
  get names(): readonly string[] {
    return [...this.#drawings.value.keys()];
  }

  /** What was written for a plot; `null` when nothing was. */
  drawing(name: string): Drawing | null {
    return this.#drawings.value.get(name) ?? null;
  }

  /** What the manifest says of a plot; `null` when it says nothing. */
  spec(name: string): PlotSpec | null {
    return this.#specs[name] ?? null;
  }

  /** A program wrote a file. @returns whether it is a plot */
  written(path: string, contents: string | Uint8Array): boolean {
    const plot = plotOf(path);
    if (plot === null || typeof contents !== 'string') return false;
    const { name, format } = plot;
    if (this.#drawings.value.size < LIMIT || this.#drawings.value.has(name))
      this.#drawings.value = new Map([...this.#drawings.value, [name, { path, format, text: contents }]]);
    return true;
  }

  clear(): void {
    if (this.any) this.#drawings.value = new Map();
  }
}
