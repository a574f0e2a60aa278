/** The stores of one sandbox: the state of each concern of it, and what takes several of them at once. Knows no DOM. */
import type { SandboxData } from '../sandbox-data.ts';
import { EditorPreferences } from './editor-preferences.ts';
import { EngineChoiceStore } from './engine-choice.ts';
import { EnginePreferences, type EngineId } from './engine-preferences.ts';
import { ExchangeStore } from './exchange.ts';
import { FailureStore } from './failure.ts';
import { FilesStore } from './files.ts';
import type { KeptStore } from './kept.ts';
import type { LinkStore } from '../take/link-store.ts';
import { LogStore } from './log.ts';
import { NotesStore } from './notes.ts';
import { PanesStore } from './panes.ts';
import { PatienceStore } from './patience.ts';
import { PlotsStore } from './plots.ts';
import { RequestsStore } from './requests.ts';
import { RunStore, type EngineLoader } from './run.ts';
import { State } from './signal.ts';
import { UndoStore } from './undo.ts';

export class SandboxStores {
  readonly data: SandboxData;
  readonly loadEngine: EngineLoader;
  readonly editor: EditorPreferences;
  readonly undo = new UndoStore();
  readonly files: FilesStore;
  readonly requests: RequestsStore;
  readonly exchange: ExchangeStore;
  readonly log: LogStore;
  readonly plots: PlotsStore;
  readonly panes: PanesStore;
  readonly engine: EngineChoiceStore;
  readonly run: RunStore;
  readonly notes: NotesStore;
  readonly failure: FailureStore;
  readonly patience: PatienceStore;
  readonly #kept = new State<KeptStore | null>(null);
  readonly #link = new State<LinkStore | null>(null);

  /**
   * @param loadEngine loads an engine when it is first wanted; what it rejects with is told to the reader
   * @param preferences the engine that the reader has chosen for all sandboxes
   * @param editor how the reader wants code to be shown
   */
  constructor(
    data: SandboxData,
    loadEngine: EngineLoader,
    preferences = new EnginePreferences(null),
    editor = new EditorPreferences(null),
  ) {
    const processes = new State(data.processes);
    // Whoever asks which processes there are hears of those that the reader has named.
    if (data.free !== undefined)
      data = Object.defineProperty({ ...data }, 'processes', { get: () => processes.value, enumerable: true });
    this.data = data;
    this.loadEngine = loadEngine;
    this.editor = editor;
    this.files = new FilesStore(data.files, data.shown, this.undo);
    this.requests = new RequestsStore(data.http);
    this.log = new LogStore(Object.keys(data.processes));
    this.plots = new PlotsStore(data.plots);
    this.panes = new PanesStore(data.panes);
    this.engine = new EngineChoiceStore(data.name, preferences);
    const prepare = async () => (await import('./project-file.ts')).prepare(this.files, processes, this.log);
    this.run = new RunStore(data, this.files, this.log, this.plots, this.engine, loadEngine, data.free && prepare);
    this.notes = new NotesStore(data, this.engine, this.files, this.run);
    this.failure = new FailureStore(this.files, this.log, this.run);
    this.exchange = new ExchangeStore(this.requests, this.run);
    this.patience = new PatienceStore(this.run, this.requests, this.exchange);
  }

  /** What is kept of the reader's changes; `null` until that has been read. */
  get kept(): KeptStore | null {
    return this.#kept.value;
  }

  /** The link that was opened in it; `null` when none was. */
  get link(): LinkStore | null {
    return this.#link.value;
  }

  set link(link: LinkStore | null) {
    this.#link.value = link;
  }

  /**
   * Nothing is started before this has brought back the reader's changes.
   *
   * @param begin brings them back; when it rejects, nothing is kept
   */
  keep(begin: (stores: SandboxStores) => Promise<KeptStore>): Promise<void> {
    const ready = begin(this).then(
      (kept) => {
        this.#kept.value = kept;
      },
      () => undefined,
    );
    this.files.ready = ready;
    return ready;
  }

  /** Whether the reader has changed anything, or a program has added files. */
  get edited(): boolean {
    return this.files.edited || this.requests.edited;
  }

  /** Whether the reader has changed a file since the running processes were started. */
  get restartNeeded(): boolean {
    return this.run.active && this.files.differsFromRunning;
  }

  /** Remembers the engine for this sandbox; what runs in another is ended. Files stay as they are. */
  chooseEngine(id: EngineId): void {
    this.engine.choose(id);
    this.run.engineChosen();
  }

  /** After another engine has failed: runs everything here in the embedded one, until the page is left. */
  async runEmbedded(): Promise<void> {
    this.engine.chooseEmbeddedForNow();
    await this.run.run();
  }

  /** Everything as it was when the page was loaded. Files and requests can be brought back. */
  reset(): void {
    const { edited } = this;
    this.run.reset();
    const restoreFiles = this.files.reset();
    const restoreRequests = this.requests.reset();
    this.exchange.reset();
    this.log.clear();
    this.plots.clear();
    if (!edited) return;
    this.undo.offer('All files and requests are the book’s again.', () => {
      restoreFiles();
      restoreRequests();
    });
  }
}
