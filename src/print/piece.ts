/** What printed pages are made of: elements that become XML for the EPUB and HTML for the PDF. */

export interface Piece {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Content[];
}

export type Content = Piece | string;

/** @param attributes those whose value is `undefined` are left out */
export function piece(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Content[]
): Piece {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { name, attributes: Object.fromEntries(given), children };
}

const escape = (text: string): string =>
  // XML has no control characters but tab and line breaks (XML 1.0, section 2.2).
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** HTML's elements without an end tag; for an HTML parser every other element needs one. */
const VOID = new Set(['br', 'hr', 'img', 'link', 'meta', 'col', 'wbr']);

/** @returns the content as XML that an HTML parser reads as the same */
export function toXml(content: Content): string {
  if (typeof content === 'string') return escape(content).replaceAll('>', '&gt;');
  const { name, attributes, children } = content;
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(value).replaceAll('"', '&quot;')}"`)
    .join('');
  if (VOID.has(name) && children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>${children.map(toXml).join('')}</${name}>`;
}

/** @returns each piece in the contents and in what they contain, in document order */
export function* pieces(contents: readonly Content[]): Generator<Piece> {
  for (const content of contents) {
    if (typeof content === 'string') continue;
    yield content;
    yield* pieces(content.children);
  }
}

export function textOf(content: Content): string {
  return typeof content === 'string' ? content : content.children.map(textOf).join('');
}
