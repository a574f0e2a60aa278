/**
 * Where a column of a rewritten source was before (`transform/await-context.ts` inserts text and takes none
 * away, and leaves lines alone). Looked up only when a stack is formatted.
 */

/** What is inserted in front of a place; the closing brackets are told by the original not having them. */
const INSERTED = /\{?(?:const __frame\d+=__context\.current\(\);|__context\.restore\(__frame\d+\);)|__context\.resume\(__context\.current\(\),/y;

export class Columns {
  readonly #texts = new Map<string, readonly [original: string, rewritten: string]>();

  add(file: string, original: string, rewritten: string): void {
    if (original !== rewritten) this.#texts.set(file, [original, rewritten]);
  }

  /** @param line from 1; @param column from 1, in the rewritten source. */
  original(file: string, line: number, column: number): number {
    const texts = this.#texts.get(file);
    if (!texts) return column;
    const [before = '', after = ''] = texts.map((text) => text.split('\n', line)[line - 1]);
    let at = 0;
    for (let index = 0; index < column - 1; ) {
      INSERTED.lastIndex = index;
      const inserted = INSERTED.exec(after);
      if (inserted) index += inserted[0].length;
      else {
        if (after[index] === before[at]) at += 1;
        index += 1;
      }
    }
    return at + 1;
  }
}
