/**
 * Firefox over Marionette, its own remote protocol of WebDriver commands
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
 *
 * WebDriver BiDi and Playwright's protocol will not do: both listen for workers (nsIWorkerDebuggerManager), and
 * then `new Worker()` in a worker sometimes never returns (in Firefox 153 within the first 25 of a loop). It waits
 * to be told that the new one is registered, by a condition variable that the new worker's own thread waits on too
 * and that wakes only one of them (WorkerPrivate::WaitForIsDebuggerRegistered and SetIsDebuggerRegistered). In a
 * reader's Firefox nothing listens, and nothing waits.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface Marionette {
  /** The version of the browser. */
  readonly version: string;
  /** Runs a command; its result. @throws Error with the browser's reason */
  send(command: string, parameters: object): Promise<unknown>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** How long Firefox may take to listen, in milliseconds. */
const PATIENCE = 60_000;

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Starts the Firefox at `path`, without a window and with a profile of its own. @throws Error when it cannot be started */
export async function startFirefox(path: string): Promise<Marionette> {
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'firefox-profile-'));
  writeFileSync(join(profile, 'user.js'), `user_pref("marionette.port", ${port});\n`);
  const child = spawn(path, ['--headless', '--no-remote', '--marionette', '--profile', profile], { stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${path} ended.`)));
  });
  failed.catch(() => {});
  const close = async (): Promise<void> => {
    kill();
    await gone;
    process.off('exit', kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = await Promise.race([connected(port), failed]);
    const send = commands(socket);
    const { capabilities } = (await send('WebDriver:NewSession', {})) as { capabilities: { browserVersion: string } };
    return { version: capabilities.browserVersion, send, close };
  } catch (error) {
    kill();
    throw error;
  }
}

/** Tries again until Firefox listens. */
async function connected(port: number): Promise<Socket> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const refused = await new Promise<Error | undefined>((resolve) =>
      socket.once('connect', () => resolve(undefined)).once('error', resolve),
    );
    if (!refused) return socket;
    if (Date.now() > deadline) throw refused;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Commands and answers are JSON, each after its length in bytes and a colon. */
function commands(socket: Socket): Marionette['send'] {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let received = Buffer.alloc(0);
  socket.on('data', (part) => {
    received = Buffer.concat([received, part]);
    for (let colon = received.indexOf(':'); colon > 0; colon = received.indexOf(':')) {
      const end = colon + 1 + Number(received.toString('latin1', 0, colon));
      if (received.length < end) return;
      answer(JSON.parse(received.toString('utf8', colon + 1, end)));
      received = received.subarray(end);
    }
  });
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has closed the connection.'));
  });
  const answer = (message: unknown): void => {
    if (!Array.isArray(message)) return; // the greeting
    const [, id, error, result] = message as [
      number,
      number,
      { readonly error: string; readonly message: string } | null,
      unknown,
    ];
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(`Marionette: ${error.error}: ${error.message}`));
    else command?.resolve(result);
  };
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      const text = JSON.stringify([0, count, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
