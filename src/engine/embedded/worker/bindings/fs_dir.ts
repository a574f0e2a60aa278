/** `internalBinding('fs_dir')` (src/node_dir.cc): directories read in pieces. */
import type { BindingContext } from '../binding.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { Inode } from '../vfs/inode.ts';
import { AsyncWrap } from '../handles/async-wrap.ts';
import { direntType, encodeName } from '../file-calls/names.ts';
import { operation, pathOf as path, throwFrom, type Request } from '../file-calls/requests.ts';

type Entries = (string | Uint8Array | number)[];

export function createFsDirBinding(context: BindingContext, fileSystem: FileSystem) {
  class DirHandle extends AsyncWrap {
    /** The entries as they were when the directory was opened. */
    readonly #entries: (readonly [string, Inode])[];
    #position = 0;

    constructor(entries: ReadonlyMap<string, Inode>) {
      super(context);
      this.#entries = [...entries];
    }

    /** @returns up to `count` entries, name and type in turn, or null at the end. */
    read(encoding: unknown, count: number, request?: Request): unknown {
      return this.#read(encoding, count, request);
    }

    close(request?: Request): unknown {
      return this.#close(request);
    }

    readonly #read = operation(context, {
      syscall: 'readdir',
      request: 2,
      run: ([encoding, count]) => {
        const entries = this.#entries.slice(this.#position, this.#position + (count as number));
        this.#position += entries.length;
        if (entries.length === 0) return null;
        return entries.flatMap<Entries[number]>(([name, inode]) => [
          encodeName(context, name, encoding),
          direntType(inode),
        ]);
      },
    });

    readonly #close = operation(context, { syscall: 'closedir', request: 0, run: () => undefined });
  }

  return {
    DirHandle,
    opendir: operation(context, {
      syscall: 'opendir',
      request: 2,
      path: 0,
      run: ([name]) => new DirHandle(fileSystem.readdir(path(name))),
    }),
    /** Its error names no path, which real Node's does not either. */
    opendirSync: function opendirSync(name: unknown): DirHandle {
      try {
        return new DirHandle(fileSystem.readdir(path(name)));
      } catch (error) {
        return throwFrom(opendirSync, error, { syscall: 'opendir' });
      }
    },
  };
}
