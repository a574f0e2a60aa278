/** The page of `npm run sandbox`: boots the engine with the mounted folder and passes everything on. */
import { createEmbeddedEngine } from '../../src/engine/embedded/engine.ts';
import type { Connection, Project, Session } from '../../src/engine/engine.ts';
import { describeEvent, type WireFormat } from '../../src/engine/wire-text.ts';
import { WINDOW, packBytes, unpackBytes, type FromPage, type ToPage } from './channel.ts';

/** How many milliseconds booting may take; a large tree has to be handed over first. */
const BOOT_TIMEOUT = 60_000;
const PROCESS = 'main';

interface Open {
  connection: Connection | undefined;
  /** How many bytes the command has been given and has not passed on. */
  untaken: number;
  /** Lets the engine send more. */
  more: PromiseWithResolvers<void> | undefined;
}

const socket = new WebSocket(new URL('channel', location.href));
socket.binaryType = 'arraybuffer';
const say = (message: FromPage): void => socket.send(JSON.stringify(message));
const connections = new Map<number, Open>();
let session: Session | undefined;
const running = Promise.withResolvers<void>();

socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
  if (typeof data === 'string') receive(JSON.parse(data) as ToPage);
  else deliver(new Uint8Array(data));
};

function receive(message: ToPage): void {
  switch (message.type) {
    case 'start':
      start(message.project, message.tap).catch((error: unknown) => say({ type: 'failed', reason: String(error) }));
      return;
    case 'signal':
      void session?.signal?.(PROCESS, message.signal);
      return;
    case 'input':
      void input(message.base64).then(() => say({ type: 'input-taken' }));
      return;
    case 'connect':
      void connect(message.id, message.port);
      return;
    case 'end':
      connections.get(message.id)?.connection?.end();
      return;
    case 'close':
      connections.get(message.id)?.connection?.destroy(message.reset);
      forget(message.id);
      return;
    case 'taken': {
      const open = connections.get(message.id);
      if (!open) return;
      open.untaken -= message.count;
      if (open.untaken >= WINDOW) return;
      open.more?.resolve();
      open.more = undefined;
    }
  }
}

async function start(project: Project, tap: WireFormat | undefined): Promise<void> {
  const engine = createEmbeddedEngine({ baseUrl: '/_engine/' });
  const tree = await (await fetch('tree')).blob();
  const booted = await engine.boot(project, {
    tree,
    autostart: false,
    input: true,
    exactOutput: true,
    timeout: BOOT_TIMEOUT,
  });
  if (!booted.ok) return say({ type: 'failed', reason: booted.reason });
  ({ session } = booted);
  if (tap) session.network?.tap((event) => say({ type: 'tapped', lines: describeEvent(event, tap) }));
  session.subscribe((event) => {
    switch (event.type) {
      case 'output':
        return say({ type: 'output', stream: event.stream, text: event.text });
      case 'notice':
        return say({ type: 'notice', text: event.text });
      case 'listening':
        return say({ type: 'listening', port: event.port });
      case 'closed':
        return say({ type: 'unlisten', port: event.port });
      case 'state': {
        const { name, state, exitCode, signal } = event.process;
        if (name === PROCESS && state === 'exited' && (exitCode !== null || signal !== null))
          say({ type: 'exit', code: exitCode, signal });
      }
    }
  });
  const started = await session.start(PROCESS);
  if (!started.ok) say({ type: 'failed', reason: started.reason });
  running.resolve();
}

async function input(base64: string | null): Promise<void> {
  await running.promise;
  await session?.input?.(
    PROCESS,
    base64 === null ? null : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  );
}

async function connect(id: number, port: number): Promise<void> {
  const open: Open = { connection: undefined, untaken: 0, more: undefined };
  connections.set(id, open);
  const connected = await session?.connect(port, {
    data: (bytes) => {
      socket.send(packBytes(id, bytes));
      open.untaken += bytes.length;
      if (open.untaken < WINDOW) return undefined;
      // One promise for all that wait: the engine delivers more before the first bytes have been taken.
      open.more ??= Promise.withResolvers();
      return open.more.promise;
    },
    end: () => say({ type: 'end', id }),
    close: (reset) => {
      forget(id);
      say({ type: 'close', id, reset });
    },
  });
  if (!connected?.ok) {
    forget(id);
    return say({ type: 'refused', id });
  }
  open.connection = connected.connection;
  say({ type: 'connected', id });
}

function deliver(packed: Uint8Array): void {
  const { id, bytes } = unpackBytes(packed);
  void connections
    .get(id)
    ?.connection?.write(bytes)
    .then(() => say({ type: 'taken', id, count: bytes.length }));
}

function forget(id: number): void {
  connections.get(id)?.more?.resolve();
  connections.delete(id);
}
