import { progress } from '../../progress/progress.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { CheckStore } from '../../stores/check.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import resultsStyle from './results.css?inline';
import { checkTemplate } from './template.ts';

adoptStyle(resultsStyle);

/** The check of an exercise, run on the reader's files when they ask for it; what has been solved is remembered. */
export class SandboxCheck extends Pane {
  readonly #check: CheckStore;
  readonly #chapter: string;

  /** @param part stands before the page's own solution, which is compared with the reader's files once it is open */
  constructor(stores: SandboxStores, part: HTMLElement) {
    super(stores);
    const { data, files, loadEngine } = stores;
    this.#chapter = data.exercise?.chapter ?? '';
    const load = async () => (await import('../../check-runner.ts')).runCheck;
    this.#check = new CheckStore(data, files, loadEngine, load, () => progress().markSolved(this.#chapter));
    const solution = part.parentElement?.querySelector<HTMLDetailsElement>('.exercise-solution');
    if (solution) this.#watchSolution(solution);
  }

  protected override render() {
    const { running, step, assertions, outcome, problem, outdated } = this.#check;
    const kept = progress();
    const { solved } = kept.chapter(this.#chapter);
    const notes = [
      ...(this.stores.engine.engine === 'embedded'
        ? []
        : [
            'This sandbox runs in WebContainer, whose clock and network a check cannot steer: the check runs in the embedded engine.',
          ]),
      ...(solved && kept.problem !== null ? [kept.problem] : []),
    ];
    return checkTemplate({
      ...{ running, step, assertions, outcome, problem, outdated, solved, notes },
      run: () => void this.#check.run(),
      stop: () => this.#check.stop(),
    });
  }

  /** Puts the comparison in place of the solution's files when the reader asks for these. */
  #watchSolution(details: HTMLDetailsElement): void {
    const show = async (): Promise<void> => {
      if (!details.open) return;
      const place = details.querySelector<HTMLElement>('[data-solution]')!;
      try {
        const { SandboxSolution } = await import('./solution.ts');
        if (place.querySelector('sandbox-solution') === null)
          place.replaceChildren(new SandboxSolution(this.stores, place));
      } catch (error) {
        // The files of the solution stay there, which is what was asked for.
        console.error(error);
      }
    };
    details.addEventListener('toggle', () => void show());
    void show();
  }
}

customElements.define('sandbox-check', SandboxCheck);
