/**
 * Text of a property, in which authors may write `code` and *emphasis* as in Markdown.
 *
 * @returns HTML in which everything else is escaped
 */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) =>
      piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')
        ? `<code>${escape(piece.slice(1, -1))}</code>`
        : escape(piece).replaceAll(/\*([^*\s][^*]*)\*/g, '<em>$1</em>'),
    )
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
