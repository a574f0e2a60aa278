/**
 * `<port-predict>`: the reader says what will happen; then a run of the page's sandbox shows it, and what they said
 * is marked. What they said is kept with their progress.
 */
import { render } from 'lit';
import type { LiveSandbox } from '../live-sandbox.ts';
import { progress } from '../progress/progress.ts';
import { Choices } from './choices.ts';
import { Lines } from './lines.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { outcomeView } from './outcome-view.ts';
import type { Saying } from './saying.ts';

type State = 'asking' | 'running' | 'failed' | 'revealed';

export class PortPredict extends HTMLElement {
  #saying: Saying | null = null;
  #state: State = 'asking';
  #outcome: HTMLElement | null = null;

  /** Makes it work; calling it again changes nothing. */
  activate(): void {
    if (this.#saying !== null) return;
    const changed = () => {
      this.#update();
      void this.sandbox?.stores.run.warm();
    };
    this.#saying =
      this.querySelector('.predict-lines') === null ? new Choices(this, changed) : new Lines(this, changed);
    this.#outcome = this.querySelector('.predict-outcome');
    this.#button.addEventListener('click', () => this.#press());
    this.dataset['active'] = '';
    const before = progress().chapter(this.#chapter).predicted[this.#prediction];
    if (before !== undefined && this.#saying.restore(before)) this.#reveal();
    else this.#update();
  }

  get #button(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>('[data-action="predict"]')!;
  }

  get #chapter(): string {
    return this.dataset['chapter'] ?? '';
  }

  get #prediction(): string {
    return this.dataset['prediction'] ?? '';
  }

  /** The sandbox that shows the answer; `null` when nothing runs or the page has none of that name. */
  get sandbox(): LiveSandbox | null {
    const { of } = this.dataset;
    return of === undefined ? null : document.querySelector(`live-sandbox[data-name="${CSS.escape(of)}"]`);
  }

  #press(): void {
    if (this.#state === 'running') return;
    if (this.#state === 'revealed') this.#again();
    else void this.#see();
  }

  async #see(): Promise<void> {
    const { said } = this.#saying!;
    if (said === null) return;
    progress().predict(this.#chapter, this.#prediction, said);
    if (this.sandbox === null) {
      this.#reveal();
      return;
    }
    this.#state = 'running';
    this.#update();
    const outcome = await outcomeOf(this.sandbox, this.dataset['request'] ?? null);
    this.#show(outcome);
    if (outcome.kind === 'failed') {
      this.#state = 'failed';
      this.#update();
      this.#say('It could not be run.');
    } else this.#reveal();
  }

  #show(outcome: Outcome): void {
    render(
      outcomeView(outcome, this.sandbox!, () => this.#reveal()),
      this.#outcome!,
    );
    this.dataset['outcome'] = outcome.kind;
  }

  #reveal(): void {
    this.#state = 'revealed';
    const verdict = this.#saying!.mark();
    this.#update();
    this.#say(verdict);
  }

  #again(): void {
    progress().predict(this.#chapter, this.#prediction, null);
    this.#state = 'asking';
    this.#saying!.ask();
    render(null, this.#outcome!);
    delete this.dataset['outcome'];
    this.#say('');
    this.#update();
  }

  #say(sentence: string): void {
    this.querySelector('.predict-status')!.textContent = sentence;
  }

  #update(): void {
    const button = this.#button;
    const see = this.dataset['of'] === undefined ? 'Show the answer' : 'Run and see';
    const labels = { asking: see, running: 'Running…', failed: 'Run again and see', revealed: 'Predict again' };
    button.textContent = labels[this.#state];
    button.disabled = this.#saying!.said === null;
    button.classList.toggle('primary', this.#state !== 'revealed');
    button.setAttribute('aria-disabled', String(this.#state === 'running'));
    this.dataset['state'] = this.#state;
    for (const control of this.querySelectorAll<HTMLInputElement | HTMLButtonElement>(
      '.predict-choice input, .predict-move',
    ))
      control.disabled = this.#state === 'running' || this.#state === 'revealed';
  }
}

customElements.define('port-predict', PortPredict);

/** Brings a prediction to life; its sandbox waits until the reader has said something. */
export function activatePrediction(element: Element): void {
  if (element instanceof PortPredict) element.activate();
}
