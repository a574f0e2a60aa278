/**
 * The stand-in for stackblitz.com/headless: the document to which the real client of `@webcontainer/api` talks, by the
 * version of Comlink that the client contains. The test process, which has a real Node, does all the work.
 */
import * as Comlink from 'comlink';
import type { Call, MachineEvent, RunRequest } from './protocol.ts';

declare global {
  /** Functions that the test process puts into the document. */
  function standIn(call: Call): Promise<unknown>;
  function standInEvents(): Promise<MachineEvent[]>;
}

type Listener = (...values: unknown[]) => void;

const toText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const outputs = new Map<number, Listener>();
const exits = new Map<number, (code: number) => void>();
const watchers = new Map<number, Listener>();
const listeners = new Map<string, Set<Listener>>();

function emit(name: string, ...values: unknown[]): void {
  for (const listener of listeners.get(name) ?? []) listener(...values);
}

function deliver(event: MachineEvent): void {
  switch (event.type) {
    case 'output':
      outputs.get(event.pid)?.(toBytes(event.bytes));
      return;
    case 'exit':
      outputs.get(event.pid)?.(null);
      exits.get(event.pid)?.(event.code);
      return;
    case 'watch':
      watchers.get(event.watcher)?.(event.event, event.name);
      return;
    case 'error':
      emit('error', { message: event.message });
      return;
    case 'port': {
      const url = `https://stand-in--${event.port}.example`;
      emit('port', event.port, event.open ? 'open' : 'close', url);
      if (event.open) emit('server-ready', event.port, url);
    }
  }
}

async function follow(): Promise<never> {
  for (;;) for (const event of await standInEvents()) deliver(event);
}

const encoding = (options: unknown): string | undefined => (typeof options === 'string' ? options : undefined);

const files = {
  readFile: async (path: string, options?: unknown) => {
    const bytes = toBytes((await standIn({ method: 'readFile', path })) as string);
    return encoding(options) === undefined ? bytes : new TextDecoder().decode(bytes);
  },
  writeFile: (path: string, contents: string | Uint8Array) =>
    standIn({
      method: 'writeFile',
      path,
      bytes: toText(typeof contents === 'string' ? new TextEncoder().encode(contents) : contents),
    }),
  readdir: (path: string) => standIn({ method: 'readdir', path }),
  mkdir: (path: string, options?: { recursive?: boolean }) =>
    standIn({ method: 'mkdir', path, recursive: options?.recursive === true }),
  rm: (path: string, options?: { recursive?: boolean; force?: boolean }) =>
    standIn({ method: 'rm', path, recursive: options?.recursive === true, force: options?.force === true }),
  watch: async (path: string, _options: unknown, listener: Listener) => {
    const watcher = (await standIn({ method: 'watch', path })) as number;
    watchers.set(watcher, listener);
    return Comlink.proxy({ close: () => standIn({ method: 'unwatch', watcher }) });
  },
};

const instance = (cwd: string) => ({
  fs: () => Comlink.proxy(files),
  previewScript: () => Comlink.proxy({}),
  runtimeInfo: () => ({ path: '/bin', cwd }),
  loadFiles: (payload: Uint8Array) => standIn({ method: 'mount', tree: new TextDecoder().decode(payload) }),
  run: async (request: RunRequest, _stdout: unknown, _stderr: unknown, output: Listener | undefined) => {
    const exit = Promise.withResolvers<number>();
    const pid = (await standIn({ method: 'run', request })) as number;
    if (output) outputs.set(pid, output);
    exits.set(pid, exit.resolve);
    await standIn({ method: 'listen', pid });
    return Comlink.proxy({
      onExit: exit.promise,
      write: (text: string) => standIn({ method: 'write', pid, text }),
      kill: () => standIn({ method: 'kill', pid }),
      resize: () => undefined,
    });
  },
  on: (name: string, listener: Listener) => {
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(listener));
    return Comlink.proxy(() => all.delete(listener));
  },
  teardown: async () => {
    await standIn({ method: 'teardown' });
    listeners.clear();
    watchers.clear();
  },
});

const server = {
  build: async (options: { workdirName: string }) =>
    Comlink.proxy(instance((await standIn({ method: 'build', name: options.workdirName })) as string)),
};

void follow();
const { port1, port2 } = new MessageChannel();
Comlink.expose(server, port1);
parent.postMessage({ type: 'init' }, '*', [port2]);
