/** `Function.prototype.toString()` gives the reader's text, without what rewriting has put in or exchanged. */

/** What the transforms insert (transform/await-context.ts, module-texts.ts, stacks/install.ts). */
const INSERTED =
  /\{const __frame\d+=__context\.current\(\);|(?:\{\/\*__\*\/)?__context\.restore\(__(?:frame\d+|m)\);|\/\*__\*\/\}|(?:\/\*__\*\/)?__context\.(?:resume\(__context\.current\(\),|after\(|pass\()|\)\/\*__\*\/|,__m(?:=__context\.current\(\))?\)|;var __m(?=\})|__m=__context\.current\(\);|__engine\.adopt\([\w$]+\);|__engine\.(import|meta)(?:From)?\((?:"[^"]*"|\d+)[,)]/g;

/** @returns the text of a function as the reader has written it */
export const readersText = (text: string): string =>
  /__(?:context|engine)\./.test(text)
    ? text.replace(INSERTED, (_, what?: string) =>
        what === undefined ? '' : what === 'import' ? 'import(' : 'import.meta',
      )
    : text;

/** Replaces `toString` of functions; before Node's library takes a reference to it. */
export function showReadersTexts(): void {
  const native = Function.prototype.toString;
  const { toString: value } = {
    toString(this: unknown): string {
      return readersText(native.call(this === value ? native : this));
    },
  };
  Object.defineProperty(Function.prototype, 'toString', { value });
}
