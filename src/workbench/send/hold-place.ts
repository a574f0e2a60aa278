/**
 * Keeps an element where it is in the window while what is above it changes its height. Browsers do so only for
 * what they think is read, and not all of them; the reader's place is the button that they have pressed.
 */

let end = () => {};
/** Brings what is held back to its place. */
let adjust = () => {};
/** How far the page was scrolled and how high it was when what is held was in its place last. */
let settled = { scrolled: 0, height: 0 };
const measured = () => ({ scrolled: scrollY, height: document.body.offsetHeight });

/** A line of text in pixels: what grows above may take one from what is below, such as a status that wraps no more. */
const LINE = 24;

/** What a reader does to move on; by it a hold ends. */
const MOVES = ['wheel', 'touchmove', 'keydown', 'hashchange'] as const;
const USES = ['pointerdown', 'focusin'] as const;

/**
 * Holds an element's place until the reader scrolls, presses a key or uses something else.
 *
 * @param belongs whether an element goes with the held one, so that using it does not end the hold
 */
export function holdPlace(element: HTMLElement, belongs: (other: Node) => boolean): void {
  end();
  const top = () => element.getBoundingClientRect().top;
  const held = top();
  settled = measured();
  adjust = () => {
    const { scrolled, height } = measured();
    // Browsers scroll by themselves, too, to keep the place of what they choose: by what has grown. Farther has been the
    // reader, by the scroll bar or by what finds text in the page, which no event tells.
    if (Math.abs(scrolled - settled.scrolled) > Math.abs(height - settled.height) + LINE) end();
    else scroll(top() - held);
  };
  // It is called after layout and before anything is painted: what moves and comes back is not seen.
  const observer = new ResizeObserver(adjust);
  observer.observe(document.body);
  const onUse = ({ target }: Event) => {
    if (target instanceof Element && (!belongs(target) || target.closest('a') !== null)) end();
  };
  const onMove = () => end();
  for (const type of MOVES) addEventListener(type, onMove, { passive: true });
  for (const type of USES) document.addEventListener(type, onUse, true);
  end = () => {
    end = () => {};
    adjust = () => {};
    observer.disconnect();
    for (const type of MOVES) removeEventListener(type, onMove);
    for (const type of USES) document.removeEventListener(type, onUse, true);
  };
}

/** Changes the page at once, with the element staying where it is in the window. */
export function keepPlace(element: HTMLElement, change: () => void): void {
  adjust();
  const before = element.getBoundingClientRect().top;
  change();
  scroll(element.getBoundingClientRect().top - before);
}

function scroll(distance: number): void {
  if (Math.abs(distance) >= 1) scrollBy({ top: distance, behavior: 'instant' });
  settled = measured();
}
