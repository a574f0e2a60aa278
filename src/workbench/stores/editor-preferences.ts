/** How the reader wants code to be shown and edited, in all sandboxes: kept in this browser. */
import { pageStorage, StoredValues } from './stored-values.ts';

const UNWRAPPED = 'port3000.unwrapped';
const TAB_INDENTS = 'port3000.tab-indents';
const CODE_WIDTH = 'port3000.code-width';

export class EditorPreferences {
  readonly #values: StoredValues;

  /** @param storage `null` where there is none */
  constructor(storage: Storage | null) {
    this.#values = new StoredValues(storage);
  }

  /** Whether long lines are continued on the next one; else they are scrolled. */
  get wraps(): boolean {
    return this.#values.read(UNWRAPPED) === null;
  }

  set wraps(wraps: boolean) {
    this.#values.write(UNWRAPPED, wraps ? null : 'yes');
  }

  /** Whether Tab indents; else it leaves the editor. */
  get tabIndents(): boolean {
    return this.#values.read(TAB_INDENTS) === 'yes';
  }

  set tabIndents(indents: boolean) {
    this.#values.write(TAB_INDENTS, indents ? 'yes' : null);
  }

  /** The code's part of a sandbox's width in percent; `null` for as much as a line of 88 characters needs. */
  get codeWidth(): number | null {
    const percent = Number(this.#values.read(CODE_WIDTH) ?? Number.NaN);
    return percent >= 0 && percent <= 100 ? percent : null;
  }

  set codeWidth(percent: number | null) {
    this.#values.write(CODE_WIDTH, percent === null ? null : String(percent));
  }
}

let ofPage: EditorPreferences | null = null;

/** @returns the preferences that all sandboxes of this page share */
export function editorPreferences(): EditorPreferences {
  ofPage ??= new EditorPreferences(pageStorage());
  return ofPage;
}
