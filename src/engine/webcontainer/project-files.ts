/** A project's files in the container, in both directions. */
import type { WebContainer } from '@webcontainer/api';
import { textOf } from '../shared/text-of.ts';
import { PROGRAMS, treeOf, type Files } from './mount.ts';

/** Milliseconds for which a file must rest before it is read, as a program may write it in many pieces. */
const REST = 100;
/** The bytes of a file that is read, at most: nobody edits or draws a larger one. */
const LARGEST = 8 * 1024 * 1024;
const IGNORED = /(?:^|\/)(?:node_modules|\.git|\.npm)(?:\/|$)/;

export class ProjectFiles {
  readonly #container: WebContainer;
  readonly #folder: string;
  readonly #written: (path: string, contents: string | Uint8Array) => void;
  /** The files in the container as far as the page knows. */
  readonly #known = new Map<string, string | Uint8Array>();
  /** Paths of files that programs wrote. */
  readonly #told = new Set<string>();
  readonly #resting = new Map<string, ReturnType<typeof setTimeout>>();
  #watcher: { close(): void } | undefined;
  #pending: Promise<unknown> = Promise.resolve();

  /** @param written called with a file that a program in the container wrote */
  constructor(container: WebContainer, folder: string, written: (path: string, contents: string | Uint8Array) => void) {
    this.#container = container;
    this.#folder = folder;
    this.#written = written;
  }

  /**
   * Puts the files of a session in place of those of the one before.
   * @param shared the files that lie above the project
   * @param keepModules whether the packages that npm has installed in the folder are those that this project needs
   */
  async mount(files: Files, shared: Files, keepModules: boolean): Promise<void> {
    const { fs } = this.#container;
    await fs.mkdir(this.#folder, { recursive: true });
    for (const name of await fs.readdir(this.#folder)) {
      if (!keepModules || name !== 'node_modules')
        await fs.rm(`${this.#folder}/${name}`, { recursive: true, force: true });
    }
    await this.#container.mount(
      treeOf({
        ...shared,
        ...Object.fromEntries(Object.entries(files).map(([path, contents]) => [`${this.#folder}/${path}`, contents])),
      }),
    );
    for (const [path, contents] of Object.entries(files)) this.#known.set(path, contents);
    this.#watcher = fs.watch(this.#folder, { recursive: true }, (_, name) =>
      this.#changed(typeof name === 'string' ? name : new TextDecoder().decode(name)),
    );
  }

  /** Adds files above the project. */
  share(files: Files): Promise<void> {
    return this.#container.mount(treeOf(files));
  }

  write(path: string, contents: string | Uint8Array): void {
    this.#known.set(path, contents);
    const file = `${this.#folder}/${path}`;
    this.#pending = this.#pending
      .then(async () => {
        await this.#container.fs.mkdir(file.slice(0, file.lastIndexOf('/')), { recursive: true });
        await this.#container.fs.writeFile(file, contents);
      })
      .catch(() => {}); // the container is gone: its session says so
  }

  /** Resolves when all files that were written are in the container. */
  async settled(): Promise<void> {
    await this.#pending;
  }

  /** Tells of the next write of each file even if its contents are those from before: programs are started anew. */
  forgetWritten(): void {
    for (const path of this.#told) this.#known.delete(path);
    this.#told.clear();
  }

  close(): void {
    this.#watcher?.close();
    for (const timer of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
  }

  #changed(path: string): void {
    if (IGNORED.test(path) || path.startsWith(PROGRAMS)) return;
    clearTimeout(this.#resting.get(path));
    this.#resting.set(
      path,
      setTimeout(() => void this.#read(path), REST),
    );
  }

  async #read(path: string): Promise<void> {
    this.#resting.delete(path);
    const bytes = await this.#container.fs.readFile(`${this.#folder}/${path}`).catch(() => undefined); // a folder, or removed
    if (!bytes || bytes.length > LARGEST) return;
    const contents = textOf(bytes) ?? bytes;
    if (same(this.#known.get(path), contents)) return;
    this.#known.set(path, contents);
    this.#told.add(path);
    this.#written(path, contents);
  }
}

function same(a: string | Uint8Array | undefined, b: string | Uint8Array): boolean {
  if (a === undefined || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
