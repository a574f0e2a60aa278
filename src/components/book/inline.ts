import { codeClass } from './whole.ts';

/**
 * Text of a property, in which authors may write `code` and *emphasis* as in Markdown. Apostrophes become what they are
 * in the running text.
 *
 * @returns HTML in which everything else is escaped
 */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) => {
      if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')) {
        const code = piece.slice(1, -1);
        const name = codeClass(code);
        return `<code${name === undefined ? '' : ` class="${name}"`}>${escape(code)}</code>`;
      }
      return escape(apostrophes(piece)).replaceAll(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
    })
    .join('');
}

/** A straight apostrophe between two letters is a typewriter's; the running text has curved ones. */
export function apostrophes(text: string): string {
  return text.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
