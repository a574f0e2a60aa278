/** The check of an exercise: what it says of the reader's files, assertion by assertion. */
import type { Assertion, CheckOutcome } from '../../lab/check.ts';
import type { CheckRunner } from '../check-runner.ts';
import type { SandboxData } from '../sandbox-data.ts';
import type { FilesStore } from './files.ts';
import type { EngineLoader } from './run.ts';
import { Computed, State } from './signal.ts';

export class CheckStore {
  readonly #data: SandboxData;
  readonly #files: FilesStore;
  readonly #loadEngine: EngineLoader;
  readonly #loadRunner: () => Promise<CheckRunner>;
  readonly #passed: () => void;

  readonly #running = new State<AbortController | null>(null);
  readonly #step = new State<string | null>(null);
  readonly #assertions = new State<readonly Assertion[]>([]);
  readonly #outcome = new State<CheckOutcome | null>(null);
  readonly #problem = new State<string | null>(null);
  /** The files that the newest check has been given. */
  readonly #checked = new State<Readonly<Record<string, string>> | null>(null);
  readonly #outdated = new Computed(() => {
    const checked = this.#checked.value;
    if (checked === null) return false;
    const { contents } = this.#files;
    return Object.keys({ ...checked, ...contents }).some((path) => checked[path] !== contents[path]);
  });

  /**
   * @param loadEngine loads the engine when a check is first wanted
   * @param loadRunner loads what runs a check
   * @param passed is called when everything holds
   */
  constructor(
    data: SandboxData,
    files: FilesStore,
    loadEngine: EngineLoader,
    loadRunner: () => Promise<CheckRunner>,
    passed: () => void,
  ) {
    this.#data = data;
    this.#files = files;
    this.#loadEngine = loadEngine;
    this.#loadRunner = loadRunner;
    this.#passed = passed;
  }

  /** Whether a check is under way. */
  get running(): boolean {
    return this.#running.value !== null;
  }

  /** The step that a check has come to before its first assertion, in words; `null` when nothing is said. */
  get step(): string | null {
    return this.#step.value;
  }

  /** What is known of the newest check, in order, also while it runs. */
  get assertions(): readonly Assertion[] {
    return this.#assertions.value;
  }

  /** The newest check, once it has ended; `null` before. */
  get outcome(): CheckOutcome | null {
    return this.#outcome.value;
  }

  /** Why the assertions are not the whole answer, in sentences; `null` when they are. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** Whether a file is another than the one that was checked. */
  get outdated(): boolean {
    return this.#outdated.value;
  }

  /** Checks the files as they are now, in a session of its own: what the sandbox runs goes on. */
  async run(): Promise<void> {
    if (this.running) return;
    const stop = new AbortController();
    this.#running.value = stop;
    this.#step.value = 'starting';
    this.#assertions.value = [];
    this.#outcome.value = null;
    this.#problem.value = null;
    const { contents } = this.#files;
    this.#checked.value = contents;
    try {
      const [runner, engine] = await Promise.all([this.#loadRunner(), this.#loadEngine('embedded')]);
      const available = await engine.availability();
      if (available.available) {
        const progress = (news: Assertion | string) => void (stop.signal.aborted || this.#note(news));
        this.#end(await runner(this.#data, contents, { engine, progress, signal: stop.signal }));
      } else this.#problem.value = available.reason;
    } catch (error) {
      this.#problem.value = `The check could not be loaded: ${(error as Error).message}. Check the connection and press Run check again.`;
    } finally {
      this.#step.value = null;
      this.#running.value = null;
    }
  }

  /** Ends the check; what was known until then stays. */
  stop(): void {
    this.#running.value?.abort();
  }

  #note(news: Assertion | string): void {
    if (typeof news === 'string') this.#step.value = news;
    else {
      this.#step.value = null;
      this.#assertions.value = [...this.assertions, news];
    }
  }

  #end(outcome: CheckOutcome): void {
    this.#assertions.value = outcome.assertions;
    this.#outcome.value = outcome;
    this.#problem.value = outcome.problem ?? null;
    if (outcome.passed) this.#passed();
  }
}
