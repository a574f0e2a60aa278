/** What the reader should know of the engine before a sandbox starts in it and while it runs there. */
import type { SandboxData } from '../sandbox-data.ts';
import type { EngineChoiceStore } from './engine-choice.ts';
import { misfits, missingCapabilities } from './engine-fit.ts';
import type { EngineId } from './engine-preferences.ts';
import type { FilesStore } from './files.ts';
import type { RunStore } from './run.ts';
import { Computed, sameItems } from './signal.ts';

export class NotesStore {
  readonly #choice: EngineChoiceStore;
  readonly #files: FilesStore;
  readonly #run: RunStore;
  readonly #misfits: ReadonlyMap<EngineId, Computed<readonly string[]>>;
  readonly #missing = new Computed(() => {
    const { capabilities } = this.#run;
    return capabilities === null ? [] : missingCapabilities(capabilities);
  }, sameItems);

  constructor(data: SandboxData, choice: EngineChoiceStore, files: FilesStore, run: RunStore) {
    this.#choice = choice;
    this.#files = files;
    this.#run = run;
    const of = (id: EngineId) => new Computed<readonly string[]>(() => misfits(data, files.contents, id), sameItems);
    this.#misfits = new Map((['embedded', 'webcontainer'] as const).map((id) => [id, of(id)]));
  }

  /** Sentences on what of this example an engine cannot do. */
  misfits(engine: EngineId): readonly string[] {
    return this.#misfits.get(engine)!.value;
  }

  /** What the workbench cannot show in the engine that runs. */
  get missing(): readonly string[] {
    return this.#missing.value;
  }

  /** Whether there is anything to say. */
  get any(): boolean {
    return (
      this.misfits(this.#choice.engine).length > 0 ||
      this.missing.length > 0 ||
      this.#run.fallback !== null ||
      this.#files.conflicts.size > 0
    );
  }
}
