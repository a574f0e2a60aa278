/**
 * Where the answer to a request from inside a sentence is shown: beside its paragraph where the margin is free, else
 * in the text, below the paragraph or above it, whichever is in the window. It covers nothing that is to be read.
 */

/** Distance from what is around it, in CSS pixels. */
const GAP = 12;
/** The least that an answer is worth showing in, and the most that it takes, in CSS pixels. */
const MIN_WIDTH = 300;
const MIN_HEIGHT = 150;
const MAX_WIDTH = 480;
const MAX_HEIGHT = 460;

/** What holds the text of a button: the answer goes beside or next to it. */
const BLOCKS = 'p, li, dd, dt, h2, h3, h4, summary, blockquote, .table, table';

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Puts an answer into the page, in the window. Measures and writes at once: nothing is painted in between.
 *
 * @param answer with its contents, in no place yet
 * @param button the one that was pressed
 */
export function placeAnswer(answer: HTMLElement, button: HTMLElement): void {
  const block = blockOf(button);
  const inside = block.matches('li, dd');
  const below = () => (inside ? block.append(answer) : block.after(answer));
  const above = () => (inside ? block.prepend(answer) : block.before(answer));
  for (const property of ['left', 'width', 'marginTop', 'maxHeight', 'top', 'bottom'] as const)
    answer.style[property] = '';
  const view = visibleSpan();
  const start = button.getBoundingClientRect().top;
  // A browser may scroll when something is put in, to keep what it thinks is read; the button will be where it was.
  const topOf = (element: HTMLElement) =>
    element.getBoundingClientRect().top - button.getBoundingClientRect().top + start;

  // In the margin. Its height depends on its width, so it is measured there.
  const edge = block.getBoundingClientRect().right + GAP * 2;
  const width = Math.min(MAX_WIDTH, document.documentElement.clientWidth - edge - GAP * 2);
  if (width >= MIN_WIDTH) {
    const free = freeSpan(block, button, edge, view);
    answer.dataset['place'] = 'beside';
    below();
    answer.style.width = `${width}px`;
    const height = Math.min(answer.offsetHeight, MAX_HEIGHT);
    if (free.to - free.from >= Math.min(height, MIN_HEIGHT)) {
      const shown = Math.min(height, free.to - free.from);
      const top = Math.max(free.from, Math.min(start, free.to - shown));
      // From where it stands in the text, so that it moves with the text.
      answer.style.left = `${answer.offsetLeft + edge - answer.getBoundingClientRect().left}px`;
      answer.style.marginTop = `${top - topOf(answer)}px`;
      answer.style.maxHeight = `${shown}px`;
      return;
    }
    answer.style.width = '';
  }

  answer.dataset['place'] = 'below';
  below();
  const height = Math.min(answer.offsetHeight, MAX_HEIGHT);
  const enough = Math.min(height, MIN_HEIGHT);
  const roomBelow = view.to - topOf(answer) - GAP;
  const roomAbove = topOf(block) - view.from - GAP * 2;
  if (roomBelow >= enough) {
    answer.style.maxHeight = `${Math.min(height, roomBelow)}px`;
  } else if (roomAbove >= enough) {
    answer.dataset['place'] = 'above';
    answer.style.maxHeight = `${Math.min(height, roomAbove)}px`;
    above();
  } else {
    // A paragraph or a table that fills the window: at the end of the window that is farther from the button.
    answer.dataset['place'] = 'over';
    const roomOver = start - view.from;
    const roomUnder = view.to - start - button.offsetHeight;
    const high = roomOver > roomUnder;
    const room = high ? roomOver : roomUnder;
    answer.style.maxHeight = `${Math.min(height, room - GAP * 2)}px`;
    if (high) answer.style.top = `${view.from + GAP}px`;
    else answer.style.bottom = `${innerHeight - view.to + GAP}px`;
  }
}

function blockOf(button: HTMLElement): HTMLElement {
  return button.closest<HTMLElement>('.table, table') ?? button.closest<HTMLElement>(BLOCKS) ?? button.parentElement!;
}

/** The part of the window that nothing of the page's frame covers. */
function visibleSpan(): Span {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  return { from: parseFloat(scrollPaddingTop) || GAP, to: innerHeight - (parseFloat(scrollPaddingBottom) || GAP) };
}

/** Where nothing stands to the right of `edge`, around the button. */
function freeSpan(block: HTMLElement, button: HTMLElement, edge: number, { from, to }: Span): Span {
  const { top, bottom } = button.getBoundingClientRect();
  let outer: HTMLElement = block;
  while (outer.parentElement !== null && !outer.parentElement.matches('article, main, body'))
    outer = outer.parentElement;
  for (const other of outer.parentElement?.children ?? []) {
    const rect = other.getBoundingClientRect();
    if (other === outer || rect.right <= edge || rect.height === 0) continue;
    if (rect.bottom <= top) from = Math.max(from, rect.bottom + GAP);
    else if (rect.top >= bottom) to = Math.min(to, rect.top - GAP);
  }
  return { from, to };
}
