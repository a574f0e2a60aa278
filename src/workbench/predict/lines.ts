/** Lines that the reader puts into an order: by buttons, by the arrow keys on them, or by dragging. */
import type { Saying } from './saying.ts';

/** Between the lines of what is kept; no line holds a line break. */
const BETWEEN = '\n';

export class Lines implements Saying {
  readonly #root: HTMLElement;
  readonly #list: HTMLElement;
  readonly #changed: () => void;
  readonly #answer: HTMLElement;
  readonly #why: HTMLElement;

  /** @param changed is called when a line has moved */
  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.#list = root.querySelector<HTMLElement>('.predict-lines')!;
    this.#answer = root.querySelector<HTMLElement>('.predict-answer')!;
    this.#why = this.#answer.querySelector<HTMLElement>('.predict-why')!;
    for (const line of this.#lines) this.#equip(line);
  }

  get #lines(): readonly HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>(':scope > li')];
  }

  get said(): string {
    return this.#lines.map(({ dataset }) => dataset['says']).join(BETWEEN);
  }

  restore(said: string): boolean {
    const wanted = said.split(BETWEEN);
    const lines = this.#lines;
    const found = wanted.map((text) => lines.find(({ dataset }) => dataset['says'] === text));
    if (wanted.length !== lines.length || new Set(found).size !== lines.length || found.includes(undefined))
      return false;
    for (const line of found) this.#list.append(line!);
    return true;
  }

  mark(): string {
    this.ask();
    let wrong = 0;
    this.#lines.forEach((line, index) => {
      const place = Number(line.dataset['place']);
      if (place !== index) wrong += 1;
      line.dataset['mark'] = place === index ? 'right' : 'wrong';
      const mark = document.createElement('span');
      mark.className = 'predict-mark';
      mark.textContent = place === index ? 'right' : `comes ${ordinal(place + 1)}`;
      line.querySelector('.predict-moves')!.before(mark);
    });
    this.#list.after(this.#why);
    return wrong === 0 ? 'Right.' : `Not so: ${wrong} of ${this.#lines.length} lines stand elsewhere.`;
  }

  ask(): void {
    for (const line of this.#lines) {
      delete line.dataset['mark'];
      line.querySelector('.predict-mark')?.remove();
    }
    this.#answer.append(this.#why);
  }

  #equip(line: HTMLElement): void {
    const moves = document.createElement('span');
    moves.className = 'predict-moves';
    for (const [step, sign, name] of [
      [-1, '↑', 'Move up'],
      [1, '↓', 'Move down'],
    ] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sandbox-button quiet predict-move';
      button.textContent = sign;
      button.setAttribute('aria-label', `${name}: ${line.querySelector('.predict-says')!.textContent}`);
      button.addEventListener('click', () => this.#move(line, step, button));
      button.addEventListener('keydown', (event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        this.#move(line, event.key === 'ArrowUp' ? -1 : 1, button);
      });
      moves.append(button);
    }
    line.append(moves);
    line.addEventListener('pointerdown', (event) => this.#drag(line, event));
  }

  #move(line: HTMLElement, step: -1 | 1, button: HTMLElement): void {
    const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (other === null) return;
    if (step < 0) other.before(line);
    else other.after(line);
    // An element that is moved in the document loses the focus.
    button.focus();
    this.#moved(line);
  }

  #drag(line: HTMLElement, down: PointerEvent): void {
    const target = down.target as Element;
    // On a touch screen the text of a line scrolls the page; its buttons move it.
    if (down.button !== 0 || down.pointerType === 'touch' || target.closest('button') !== null) return;
    if (this.#root.dataset['state'] !== 'asking') return;
    down.preventDefault();
    line.setPointerCapture(down.pointerId);
    line.dataset['dragged'] = '';
    const before = this.said;
    const onMove = ({ clientY }: PointerEvent) => {
      const over = this.#lines.find((other) => {
        const { top, bottom } = other.getBoundingClientRect();
        return other !== line && clientY >= top && clientY <= bottom;
      });
      if (over === undefined) return;
      if (this.#lines.indexOf(over) < this.#lines.indexOf(line)) over.before(line);
      else over.after(line);
      line.setPointerCapture(down.pointerId);
    };
    const onUp = () => {
      line.removeEventListener('pointermove', onMove);
      line.removeEventListener('pointerup', onUp);
      line.removeEventListener('pointercancel', onUp);
      delete line.dataset['dragged'];
      if (this.said !== before) this.#moved(line);
    };
    line.addEventListener('pointermove', onMove);
    line.addEventListener('pointerup', onUp);
    line.addEventListener('pointercancel', onUp);
  }

  #moved(line: HTMLElement): void {
    const place = this.#lines.indexOf(line) + 1;
    this.#root.querySelector('.predict-status')!.textContent =
      `${line.querySelector('.predict-says')!.textContent}: ${place} of ${this.#lines.length}`;
    this.#changed();
  }
}

function ordinal(count: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'][count - 1] ?? `in place ${count}`;
}
