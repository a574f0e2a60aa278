/** Runs one folder in the engine from its start to its exit code. */
import { constants } from 'node:os';
import { basename } from 'node:path';
import type { FromPage } from './channel.ts';
import type { WireFormat } from '../../src/engine/wire-text.ts';
import { openPage, type Page } from './browser.ts';
import { collect, pathInEngine } from './collect.ts';
import { ensureEngine } from './engine-files.ts';
import type { PublishedPort } from './options.ts';
import { Publisher, checkFree } from './publish.ts';

export interface SandboxRun {
  /** An absolute path without symbolic links. */
  readonly directory: string;
  /** Of the form `node file.js`. */
  readonly command: string;
  readonly args: readonly string[];
  readonly publish: readonly PublishedPort[];
  readonly tap: WireFormat | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Milliseconds after which a note is printed for a published port on which the program does not listen. */
const PATIENCE = 10_000;

const note = (text: string): void => console.error(`sandbox: ${text}`);

/** @returns the exit code. @throws Error with a sentence when the program cannot be started. */
export async function runSandbox({ directory, command, args, publish, tap, env }: SandboxRun): Promise<number> {
  await checkFree(publish);
  const exit = Promise.withResolvers<number>();
  const listened = new Set<number>();
  const publisher = new Publisher(publish, (message) => page?.send(message));
  let portsOpening: Promise<void> | undefined;
  /** Calls back once published ports are open: who reads that the program listens may connect at once. */
  const afterPorts = (callback: () => void): void => {
    if (portsOpening) void portsOpening.then(callback);
    else callback();
  };
  const open = (port: number): void => {
    const opened = publisher
      .open(port)
      .catch(exit.reject)
      .finally(() => {
        if (portsOpening === opened) portsOpening = undefined;
      });
    portsOpening = opened;
  };
  const receive = (message: FromPage): void => {
    switch (message.type) {
      case 'output':
        afterPorts(() => process[message.stream].write(message.text, 'latin1'));
        return;
      case 'notice':
        note(message.text);
        return;
      case 'tapped':
        message.lines.forEach(note);
        return;
      case 'listening':
        listened.add(message.port);
        open(message.port);
        return;
      case 'unlisten':
        publisher.close(message.port);
        return;
      case 'exit':
        afterPorts(() => exit.resolve(message.code ?? codeOf(message.signal)));
        return;
      case 'failed':
        exit.reject(new Error(message.reason));
        return;
      case 'input-taken':
        process.stdin.resume();
        return;
      default:
        publisher.receive(message);
    }
  };

  let page: Page | undefined;
  let interrupted = false;
  const interrupt = (signal: NodeJS.Signals): void => {
    interrupted = true;
    // The program may have a listener for the signal; as long as there is no program, the command ends at once.
    if (page) page.send({ type: 'signal', signal });
    else exit.resolve(codeOf(signal));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // Nobody reads the output any more, as after `| head`: the command ends, as Node does with an error (EPIPE).
  process.stdout.on('error', () => exit.resolve(1));

  const archive = Promise.withResolvers<readonly Uint8Array[]>();
  archive.promise.catch(() => {});
  const opening = openPage(
    { engine: ensureEngine(), archive: archive.promise },
    {
      message: receive,
      bytes: (id, bytes) => publisher.receiveBytes(id, bytes),
      lost: (reason) =>
        exit.reject(new Error(`The browser is gone (${reason}); the program may have taken all its memory.`)),
    },
  );
  // The browser starts while the folder is read.
  setTimeout(() => {
    try {
      const { archive: parts, notes } = collect(directory);
      notes.forEach(note);
      archive.resolve(parts);
    } catch (error) {
      archive.reject(error);
      exit.reject(error);
    }
  }, 1);
  const patience = setTimeout(() => {
    for (const { port } of publish) if (!listened.has(port)) note(neverListened(port, listened, 'does not listen'));
  }, PATIENCE);
  try {
    await Promise.race([opening.then((opened) => (page = opened)), exit.promise]);
    page?.send({
      type: 'start',
      tap,
      project: {
        name: basename(directory),
        directory: pathInEngine(directory),
        files: {},
        dependencies: [],
        processes: { main: { command, args, env } },
      },
    });
    feed(page);
    const code = await exit.promise;
    for (const { port } of publish)
      if (!listened.has(port) && !interrupted) note(neverListened(port, listened, 'has ended and did not listen'));
    return code;
  } finally {
    process.stdin.removeAllListeners().destroy();
    clearTimeout(patience);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt);
    publisher.end();
    await opening.then(
      (opened) => opened.close(),
      () => {},
    );
  }
}

/** Passes standard input on, each part when the one before has found room. */
function feed(page: Page | undefined): void {
  process.stdin.on('data', (bytes) => {
    process.stdin.pause();
    page?.send({ type: 'input', base64: bytes.toString('base64') });
  });
  process.stdin.on('end', () => page?.send({ type: 'input', base64: null }));
  // Standard input that cannot be read (closed, or a directory) is empty for the program.
  process.stdin.on('error', () => page?.send({ type: 'input', base64: null }));
}

/** The exit code that a shell gives a command that a signal has ended. */
function codeOf(signal: string | null): number {
  return 128 + (constants.signals[(signal ?? 'SIGKILL') as NodeJS.Signals] ?? 9);
}

function neverListened(port: number, listened: ReadonlySet<number>, what: string): string {
  const others = listened.size > 0 ? `; it listened on ${[...listened].join(', ')}` : '';
  return `the program ${what} on port ${port}, which --publish names${others}. Connections to it are refused.`;
}
