/** Standard input of one process. What was written is kept where the process may be started anew, and read it again. */
import type { Connection } from '../../engine.ts';

export class StandardInput {
  readonly #written: Uint8Array[] = [];
  readonly #keep: boolean;
  #ended = false;
  #connection: Connection | undefined;

  /** @param keep whether the process may be started anew */
  constructor(keep: boolean) {
    this.#keep = keep;
  }

  /** The process has a (new) standard input. */
  attach(connection: Connection): void {
    this.#connection = connection;
    for (const bytes of this.#written) void connection.write(bytes);
    if (!this.#keep) this.#written.length = 0;
    if (this.#ended) connection.end();
  }

  /** Resolves when there is room for more. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#ended) return;
    if (this.#keep || !this.#connection) this.#written.push(bytes.slice());
    await this.#connection?.write(bytes);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#connection?.end();
  }

  /** The process is gone. */
  close(): void {
    this.#connection?.destroy();
  }
}
