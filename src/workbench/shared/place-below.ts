/** Distance of what is opened from its button and from the edges of the window, in CSS pixels. */
const GAP = 8;

/** Puts an open popover (`position: absolute`) below its button, edge on edge, within the window's width. */
export function placeBelow(popover: HTMLElement, button: Element, edge: 'left' | 'right' = 'left'): void {
  const place = button.getBoundingClientRect();
  const left = Math.max(
    GAP,
    Math.min(
      edge === 'left' ? place.left : place.right - popover.offsetWidth,
      document.documentElement.clientWidth - popover.offsetWidth - GAP,
    ),
  );
  popover.style.left = `${left + scrollX}px`;
  popover.style.top = `${place.bottom + GAP + scrollY}px`;
}
