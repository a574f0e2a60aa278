/** Reads built pages: the elements and texts that the search index, the link check and the tests need. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** @returns the document's `<html>` element */
export function parseHtml(html: string): Element {
  return parse(html).childNodes.find(isElement)!;
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** @returns the element's children, also those of a template */
export function childrenOf(element: Element): readonly Node[] {
  return element.tagName === 'template' && 'content' in element
    ? (element as DefaultTreeAdapterTypes.Template).content.childNodes
    : element.childNodes;
}

/** @returns the attribute's value, or `undefined` */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

export function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

/** @returns the element itself and every element in it, in document order */
export function* elements(element: Element): Generator<Element> {
  yield element;
  for (const child of childrenOf(element)) if (isElement(child)) yield* elements(child);
}

/** @returns the first element for which `test` holds, or `undefined` */
export function find(element: Element, test: (element: Element) => boolean): Element | undefined {
  for (const candidate of elements(element)) if (test(candidate)) return candidate;
  return undefined;
}

const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);

/**
 * @param skip elements that are left out with everything in them
 * @returns the text a reader sees; blocks are apart by a line break
 */
export function textOf(node: Node, skip: (element: Element) => boolean = () => false): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!isElement(node) || skip(node) || node.tagName === 'script' || node.tagName === 'style') return '';
  if (node.tagName === 'br') return '\n';
  const inner = childrenOf(node)
    .map((child) => textOf(child, skip))
    .join('');
  return BLOCKS.has(node.tagName) ? `\n${inner}\n` : inner;
}
