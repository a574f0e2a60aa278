/** The page's end of the gateway: connections to ports of the container, as bytes both ways. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { Connection, ConnectionReceiver, Result } from '../engine.ts';
import { Connections } from '../shared/connections.ts';
import type { StreamFromHost, StreamToHost } from '../shared/stream.ts';
import { encode, FROM_GATEWAY, FROM_PAGE, LineReader } from './lines.ts';
import { PROGRAMS } from './mount.ts';

export class Gateway {
  readonly #container: WebContainer;
  #running: Promise<Connections> | undefined;
  #process: WebContainerProcess | undefined;

  constructor(container: WebContainer) {
    this.#container = container;
  }

  /** The program is started by the first connection, and anew after it has ended. */
  async connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    this.#running ??= this.#start();
    const running = this.#running;
    running.catch(() => {
      if (this.#running === running) this.#running = undefined;
    });
    return (await running).connect(port, receiver);
  }

  close(): void {
    this.#process?.kill();
    this.#running?.then(
      (connections) => connections.close(),
      () => {},
    );
    this.#running = undefined;
  }

  async #start(): Promise<Connections> {
    const process = await this.#container.spawn('node', [`${PROGRAMS}/gateway.cjs`], { env: { NO_COLOR: '1' } });
    this.#process = process;
    const writer = process.input.getWriter();
    const connections = new Connections((message: StreamFromHost) => void writer.write(encode(FROM_PAGE, message)));
    const reader = new LineReader<StreamToHost>(FROM_GATEWAY, (message) => connections.receive(message));
    void process.output.pipeTo(new WritableStream({ write: (text) => reader.push(text) }));
    void process.exit.then(() => {
      connections.close();
      if (this.#process === process) this.#running = undefined;
    });
    return connections;
  }
}
