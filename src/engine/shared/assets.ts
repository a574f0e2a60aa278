/**
 * The files of the engines: a manifest that names them, and content-hashed files that are fetched once per page and
 * kept as long as the page lives.
 */

export interface PackageEntry {
  readonly version: string;
  readonly file: string;
  /** Files that its code reads besides: path in the package to a file, gzip. */
  readonly assets?: Readonly<Record<string, string>>;
  /** Builtins that the bundle requires, and further packages. */
  readonly builtins: readonly string[];
  readonly packages: readonly string[];
  readonly usesAsyncContext: boolean;
}

export interface Manifest {
  readonly node: string;
  readonly runtime: string;
  /** The frame's document: as a file, and its text. */
  readonly frame: string;
  readonly frameText: string;
  readonly kernel: string;
  /** The script that the frame needs besides for programs that start processes. */
  readonly part: string;
  /** The script with functions of the language that older browsers lack. */
  readonly language: string;
  readonly facts: string;
  readonly llhttp: string;
  /** WebAssembly that only some programs need. */
  readonly wasm: Readonly<Record<'sqlite' | 'amaro', string>>;
  /** Chunk name to its file; `core` is always loaded. */
  readonly library: Readonly<Record<string, string>>;
  /** Builtin id to the chunks that it needs besides `core`. */
  readonly builtins: Readonly<Record<string, readonly string[]>>;
  /** Builtin id to the chunks and extensions of a program that names it, with those that only its use needs. */
  readonly mentions: Readonly<Record<string, readonly string[]>>;
  /** Global names that need a chunk (`fetch`). */
  readonly globals: Readonly<Record<string, readonly string[]>>;
  readonly extensions: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, PackageEntry>>;
  /** Programs of ours that run in a WebContainer: name to source. */
  readonly container: string;
}

export class Assets {
  readonly #base: string;
  readonly #texts = new Map<string, Promise<string>>();
  readonly #bytes = new Map<string, Promise<ArrayBuffer>>();
  readonly #blobs = new Map<string, Promise<Blob>>();
  #manifest: Promise<Manifest> | undefined;
  /** Whether the host sent a content security policy with a file, and so with pages too. */
  policy = false;

  /** @param base URL of the folder, ending in `/`. */
  constructor(base: string) {
    this.#base = new URL(base, document.baseURI).href;
  }

  /** @throws TypeError when the network does not answer, Error when the file is not there. */
  manifest(): Promise<Manifest> {
    return (this.#manifest ??= this.#fetch('manifest.json')
      .then((response) => response.json() as Promise<Manifest>)
      .catch((error: unknown) => {
        this.#manifest = undefined;
        throw error;
      }));
  }

  text(file: string): Promise<string> {
    return remember(this.#texts, file, () => this.#fetch(file).then((response) => response.text()));
  }

  bytes(file: string): Promise<ArrayBuffer> {
    return remember(this.#bytes, file, () => this.#fetch(file).then((response) => response.arrayBuffer()));
  }

  /** The contents of a file that is kept compressed. The browser holds them: they may be large, and are read in workers. */
  inflated(file: string): Promise<Blob> {
    return remember(this.#blobs, file, async () => {
      const { body } = await this.#fetch(file);
      return new Response(body?.pipeThrough(new DecompressionStream('gzip')) ?? null).blob();
    });
  }

  async #fetch(file: string): Promise<Response> {
    const response = await fetch(this.#base + file);
    this.policy ||= response.headers.has('content-security-policy');
    if (!response.ok) throw new Error(`${file} could not be loaded: the server answered ${response.status}.`);
    return response;
  }
}

/** Loads once for each key; a load that failed is forgotten, so that the next try loads again. */
function remember<T>(cache: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  let entry = cache.get(key);
  if (!entry) {
    entry = load();
    cache.set(key, entry);
    entry.catch(() => cache.delete(key));
  }
  return entry;
}
