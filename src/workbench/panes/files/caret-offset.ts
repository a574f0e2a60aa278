/** Where in an element's text a point of the window lies. */

/** @returns characters before the point; 0 when the browser cannot tell */
export function caretOffset(element: HTMLElement, x: number, y: number): number {
  const position = caretAt(x, y);
  if (position === null || !element.contains(position.node)) return 0;
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(position.node, position.offset);
  return range.toString().length;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position === null ? null : { node: position.offsetNode, offset: position.offset };
  }
  // WebKit before 18.4 has only this older name.
  const range = (document as Document).caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
