/** What each process has printed since the last start. */
import { LogBuffer, type LogStream } from './log-buffer.ts';
import { sameItems, State } from './signal.ts';

export class LogStore {
  readonly #names: State<readonly string[]>;
  readonly #buffers = new Map<string, LogBuffer>();
  /** Counted up when a buffer changes: it is one object for as long as the sandbox is there. */
  readonly #changes = new Map<string, State<number>>();
  readonly #printed = new State(false);
  readonly #errors = new State(0);

  /** @param names at least one process */
  constructor(names: readonly string[]) {
    this.#names = new State(names);
    this.expect(names);
  }

  /** The processes, in the order of the manifest. */
  get names(): readonly string[] {
    return this.#names.value;
  }

  /** From now on these processes print; the buffers of others are kept until they are cleared. */
  expect(names: readonly string[]): void {
    for (const name of names) {
      if (this.#buffers.has(name)) continue;
      this.#buffers.set(name, new LogBuffer());
      this.#changes.set(name, new State(0));
    }
    if (!sameItems(names, this.names)) this.#names.value = names;
  }

  /** The lines of a process; whoever reads them hears of new ones. */
  of(name: string): LogBuffer {
    void this.#changes.get(name)?.value;
    return this.#buffers.get(name)!;
  }

  /** Whether any process has printed anything. */
  get printed(): boolean {
    return this.#printed.value;
  }

  /** How often something has come on standard error. */
  get errors(): number {
    return this.#errors.value;
  }

  append(name: string, stream: LogStream, text: string): void {
    const buffer = this.#buffers.get(name);
    if (buffer === undefined) return;
    buffer.append(stream, text);
    this.#changes.get(name)!.value += 1;
    this.#printed.value ||= buffer.total > 0;
    if (stream === 'stderr') this.#errors.value += 1;
  }

  clear(): void {
    for (const buffer of this.#buffers.values()) buffer.clear();
    for (const changes of this.#changes.values()) changes.value += 1;
    this.#printed.value = false;
    this.#errors.value = 0;
  }
}
