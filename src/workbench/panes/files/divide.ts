/**
 * The divide between a sandbox's code and its requests: dragged, or moved by arrow keys (ARIA Authoring Practices,
 * "Window Splitter"). Where it stands is remembered for all sandboxes.
 */
import type { EditorPreferences } from '../../stores/editor-preferences.ts';
import { watch } from '../../stores/signal.ts';

/** Percent of the sandbox's width. */
const STEP = 2;
const LEAST = 30;
/** What the requests keep in any case, in rem: as in the grid of `frame.css`. */
const REQUESTS = 16;

/**
 * Puts the divide at the edge of the code.
 *
 * @param files the code's column in the grid
 * @returns takes it away
 */
export function addDivide(files: HTMLElement, preferences: EditorPreferences): () => void {
  const grid = files.parentElement!;
  const divide = document.createElement('div');
  divide.className = 'sandbox-divide';
  divide.tabIndex = 0;
  for (const [name, value] of Object.entries({
    role: 'separator',
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the code, in percent',
    'aria-valuemin': String(LEAST),
    // A separator that takes focus must have a value (WAI-ARIA 1.2, "separator"), also before it was measured.
    'aria-valuenow': '50',
  }))
    divide.setAttribute(name, value);

  const most = () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Math.max(LEAST, 100 - (REQUESTS * rem * 100) / grid.clientWidth);
  };
  const now = () => (files.offsetWidth * 100) / grid.clientWidth;
  const move = (percent: number) => {
    preferences.codeWidth = Math.round(Math.min(Math.max(percent, LEAST), most()) * 10) / 10;
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => move(now() - STEP * side()),
    ArrowRight: () => move(now() + STEP * side()),
    Home: () => move(LEAST),
    End: () => move(100),
    Enter: () => (preferences.codeWidth = null),
  };
  /** Which way the code grows. */
  const side = () => (getComputedStyle(grid).direction === 'rtl' ? -1 : 1);

  divide.addEventListener('keydown', (event) => {
    const key = keys[event.key];
    if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    key();
  });
  divide.addEventListener('dblclick', () => (preferences.codeWidth = null));
  divide.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, percent: now() };
    divide.setPointerCapture(event.pointerId);
    divide.classList.add('dragged');
    const drag = ({ clientX }: PointerEvent) =>
      move(start.percent + ((clientX - start.x) * side() * 100) / grid.clientWidth);
    const drop = () => {
      divide.classList.remove('dragged');
      divide.removeEventListener('pointermove', drag);
    };
    divide.addEventListener('pointermove', drag);
    divide.addEventListener('lostpointercapture', drop, { once: true });
  });

  const show = (percent: number | null) => {
    if (percent === null) grid.style.removeProperty('--code');
    else grid.style.setProperty('--code', `${percent}%`);
  };
  const tell = () => {
    for (const [name, value] of [
      ['aria-valuenow', now()],
      ['aria-valuemax', most()],
    ] as const) {
      const text = String(Math.round(value));
      if (divide.getAttribute(name) !== text) divide.setAttribute(name, text);
    }
  };
  const stopWatching = watch(() => preferences.codeWidth, show);
  show(preferences.codeWidth);
  files.append(divide);
  const observer = new ResizeObserver(tell);
  observer.observe(files);
  return () => {
    stopWatching();
    observer.disconnect();
    divide.remove();
  };
}
