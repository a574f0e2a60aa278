/**
 * `internalBinding('fs_event_wrap')` (src/fs_event_wrap.cc) as it behaves on Linux: what inotify(7) reports
 * of one directory or file, translated as libuv does (src/unix/linux.c, uv__inotify_read).
 */
import type { BindingContext } from '../binding.ts';
import type { Change } from '../vfs/changes.ts';
import { FileSystemError } from '../vfs/errors.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { Inode } from '../vfs/inode.ts';
import { AsyncWrap } from '../handles/async-wrap.ts';
import { encodeName } from '../file-calls/names.ts';
import { pathOf as path } from '../file-calls/requests.ts';

type EventType = 'rename' | 'change';

/** One event that waits to be delivered; `mask` tells events apart that Node reports alike. */
interface Pending {
  readonly watcher: Watcher;
  readonly mask: string;
  readonly name: string;
}

interface Watcher {
  readonly inode: Inode;
  deliver(event: EventType, name: string): void;
}

export function createFsEventWrapBinding(context: BindingContext, fileSystem: FileSystem) {
  const watchers = new Set<Watcher>();
  const queue: Pending[] = [];
  let stopListening: (() => void) | undefined;

  /** Equal events in a row become one while they wait, as in the kernel's queue. */
  const post = (watcher: Watcher, mask: string, name = ''): void => {
    const last = queue.at(-1);
    if (last?.watcher === watcher && last.mask === mask && last.name === name) return;
    queue.push({ watcher, mask, name });
    context.defer(() => {
      const next = queue.shift();
      if (next === undefined || !watchers.has(next.watcher)) return;
      next.watcher.deliver(next.mask === 'change' ? 'change' : 'rename', next.name);
    });
  };

  const distribute = ({ event, inode, directory, name }: Change): void => {
    // whatever is not a plain change of attributes or contents is a "rename", directories' events included
    const mask = event === 'change' && inode.kind === 'directory' ? 'directory' : event;
    for (const watcher of watchers) {
      if (directory !== undefined && watcher.inode === directory) post(watcher, mask, name);
    }
    if (event === 'rename') return;
    for (const watcher of watchers) {
      if (watcher.inode !== inode) continue;
      post(watcher, mask);
      if (event === 'gone') post(watcher, 'ignored');
    }
  };

  class FSEvent extends AsyncWrap {
    #watcher: Watcher | undefined;
    #keepAlive: (() => void) | undefined;
    #referenced = true;
    declare onchange: (status: number, event: EventType, name: string | Uint8Array) => void;

    constructor() {
      super(context);
    }

    get initialized(): boolean {
      return this.#watcher !== undefined;
    }

    /** @returns 0, or the number of the error. */
    start(name: unknown, persistent: boolean, _recursive: boolean, encoding: unknown): number {
      if (this.#watcher !== undefined) return 0;
      let inode: Inode;
      try {
        inode = fileSystem.stat(path(name));
      } catch (error) {
        if (error instanceof FileSystemError) return error.errno;
        throw error;
      }
      const ownName = path(name).replace(/\/+$/, '').replace(/^.*\//s, '');
      this.#watcher = {
        inode,
        deliver: (event, entry) => {
          const shown = encodeName(context, entry === '' ? ownName : entry, encoding);
          this.makeCallback(() => this.onchange(0, event, shown));
        },
      };
      watchers.add(this.#watcher);
      stopListening ??= fileSystem.changes.listen(distribute);
      if (!persistent) this.#referenced = false;
      this.#count();
      return 0;
    }

    close(): void {
      if (this.#watcher === undefined) return;
      watchers.delete(this.#watcher);
      this.#watcher = undefined;
      this.#count();
      if (watchers.size === 0) {
        stopListening?.();
        stopListening = undefined;
      }
    }

    ref(): void {
      this.#referenced = true;
      this.#count();
    }

    unref(): void {
      this.#referenced = false;
      this.#count();
    }

    hasRef(): boolean {
      return this.#referenced;
    }

    /** A started watcher keeps the process alive while referenced. */
    #count(): void {
      if (this.#watcher !== undefined && this.#referenced) {
        this.#keepAlive ??= context.keepAlive();
      } else {
        this.#keepAlive?.();
        this.#keepAlive = undefined;
      }
    }
  }

  return { FSEvent };
}
