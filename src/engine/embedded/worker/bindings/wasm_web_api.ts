/**
 * `internalBinding('wasm_web_api')` (src/node_wasm_web_api.cc): WebAssembly's functions that answer later. The browser
 * compiles on threads of its own; meanwhile the process stays alive, as Node does. Streams are Node's `Response`, which
 * the browser does not know.
 */
import type { EventLoop } from '../loop/event-loop.ts';

/** What Node's library calls while it reads a response (lib/internal/wasm_web_api.js). */
interface StreamState {
  push(bytes: Uint8Array<ArrayBuffer>): void;
  finish(): void;
  abort(reason: unknown): void;
  setURL(): void;
}

type Work = (...args: unknown[]) => Promise<unknown>;

export function createWasmWebApiBinding(loop: EventLoop): object {
  const scope = WebAssembly as unknown as Record<string, Work>;
  const define = (name: string, work: Work, length: number): void => {
    const { [name]: value } = { [name]: (...args: unknown[]) => kept(work, args) };
    Object.defineProperty(value, 'length', { value: length });
    Object.defineProperty(WebAssembly, name, { value });
  };
  /** The promise that `work` makes; the process does not end before it is settled. */
  const kept = (work: Work, args: unknown[]): Promise<unknown> => {
    const end = loop.begin();
    return work.apply(WebAssembly, args).then(
      (value) => (end(), value),
      (error: unknown) => {
        end();
        throw error;
      },
    );
  };
  const { compile, instantiate } = scope as { compile: Work; instantiate: Work };
  define('compile', compile, 1);
  define('instantiate', instantiate, 1);
  return {
    setImplementation(read: (state: StreamState, source: unknown) => void): void {
      const streaming =
        (work: Work): Work =>
        async (source, ...rest) => {
          const parts: Uint8Array<ArrayBuffer>[] = [];
          await new Promise<void>((finish, abort) =>
            read({ push: (bytes) => parts.push(bytes), finish, abort, setURL() {} }, source),
          );
          return work.call(WebAssembly, await new NativeBlob(parts).arrayBuffer(), ...rest);
        };
      define('compileStreaming', streaming(compile), 1);
      define('instantiateStreaming', streaming(instantiate), 1);
    },
  };
}

// Taken before Node's library replaces it.
const NativeBlob = Blob;
