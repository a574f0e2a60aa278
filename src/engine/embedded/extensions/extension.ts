/**
 * Parts of the worker that only some programs need are scripts of their own. Each registers itself under
 * a name; the page sends those a program needs along with it.
 */
import type { CryptoExtensionFactory } from '../worker/bindings/crypto/index.ts';
import type { createZlibBinding } from '../worker/bindings/zlib.ts';
import type { BrotliLibrary } from '../worker/bindings/zlib/brotli.ts';
import type { createSqliteBinding } from '../worker/bindings/sqlite.ts';
import type { createSerdesBinding } from '../worker/bindings/serdes.ts';
import type { ValueReader } from '../worker/serialization/reader.ts';
import type { ValueWriter } from '../worker/serialization/writer.ts';
import type * as AwaitContext from '../transform/await-context.ts';
import type * as ModuleFunctions from '../transform/module-function.ts';
import type * as SyntaxErrors from '../transform/syntax-error.ts';

/** V8's wire format: what `node:v8` and messages between threads are made of. */
export interface Serialization {
  readonly createSerdesBinding: typeof createSerdesBinding;
  readonly ValueReader: typeof ValueReader;
  readonly ValueWriter: typeof ValueWriter;
}

export interface Extensions {
  parser?: typeof AwaitContext & typeof ModuleFunctions & typeof SyntaxErrors;
  crypto?: CryptoExtensionFactory;
  zlib?: typeof createZlibBinding;
  brotli?: () => BrotliLibrary;
  sqlite?: typeof createSqliteBinding;
  serialization?: Serialization;
}

declare global {
  // eslint-disable-next-line no-var
  var engineExtensions: Extensions | undefined;
}

/** Adds a part to those this worker has. */
export function register<Name extends keyof Extensions>(name: Name, part: Extensions[Name]): void {
  (globalThis.engineExtensions ??= {})[name] = part;
}
