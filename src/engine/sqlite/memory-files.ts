import type { DatabaseFile, DatabaseFiles, OpenOptions } from './files.ts';

/** Bytes that grow by doubling. */
class Contents {
  #bytes = new Uint8Array(0);
  size = 0;

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }

  read(target: Uint8Array, position: number): number {
    const available = this.#bytes.subarray(position, Math.min(this.size, position + target.length));
    target.set(available);
    return available.length;
  }

  write(source: Uint8Array, position: number): void {
    const end = position + source.length;
    this.#reserve(end);
    this.#bytes.set(source, position);
    if (end > this.size) this.size = end;
  }

  truncate(size: number): void {
    this.#reserve(size);
    if (size < this.size) this.#bytes.fill(0, size, this.size);
    this.size = size;
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2, 4096));
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}

/** A file that has no name: what SQLite keeps temporarily, and what MemoryFiles is made of. */
export class MemoryFile implements DatabaseFile {
  readonly identity: Contents;
  readonly #moved: () => boolean;

  constructor(contents = new Contents(), moved: () => boolean = () => false) {
    this.identity = contents;
    this.#moved = moved;
  }

  read(target: Uint8Array, position: number): number {
    return this.identity.read(target, position);
  }

  write(source: Uint8Array, position: number): void {
    this.identity.write(source, position);
  }

  truncate(size: number): void {
    this.identity.truncate(size);
  }

  size(): number {
    return this.identity.size;
  }

  sync(): void {}

  moved(): boolean {
    return this.#moved();
  }

  close(): void {}
}

/** Database files in a map: one directory, `/`, and nothing else. */
export class MemoryFiles implements DatabaseFiles {
  readonly #files = new Map<string, Contents>();

  resolve(path: string): string {
    return path.startsWith('/') ? path : `/${path}`;
  }

  open(path: string, { create, exclusive }: OpenOptions): DatabaseFile {
    if (path.lastIndexOf('/') !== 0) throw new Error(`${path}: there is no directory but /`);
    let contents = this.#files.get(path);
    if (contents === undefined ? !create : exclusive) {
      throw new Error(`${path}: the file ${contents === undefined ? 'does not exist' : 'exists already'}`);
    }
    contents ??= new Contents();
    this.#files.set(path, contents);
    return new MemoryFile(contents, () => this.#files.get(path) !== contents);
  }

  delete(path: string): boolean {
    return this.#files.delete(path);
  }

  size(path: string): number | undefined {
    return this.#files.get(path)?.size;
  }

  /** The bytes of a file as they are now, or undefined when there is none. */
  contents(path: string): Uint8Array | undefined {
    return this.#files.get(path)?.bytes.slice();
  }

  /** The names of all files. */
  names(): string[] {
    return [...this.#files.keys()];
  }
}
