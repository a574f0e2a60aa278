import type { BindingContext } from '../../binding.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import { AsyncWrap } from '../../handles/async-wrap.ts';
import { detached, throwFrom } from '../../file-calls/requests.ts';

/**
 * The class behind the FileHandle of `fs.promises`. What http2 alone uses of the C++ class (reading
 * through StreamBase) is left out: there is no http2 here.
 */
export function createFileHandle(context: BindingContext, fileSystem: FileSystem) {
  class FileHandle extends AsyncWrap {
    #fd: number;

    constructor(fd: number) {
      super(context);
      this.#fd = fd;
    }

    /** The descriptor, or -1 once closed. */
    get fd(): number {
      return this.#fd;
    }

    close(): Promise<void> {
      const fd = this.releaseFD();
      return new Promise((resolve, reject) => {
        context.deferInPool(() => {
          try {
            fileSystem.close(fd);
            resolve();
          } catch (error) {
            reject(detached(error, { syscall: 'close' }));
          }
        });
      });
    }

    closeSync(): void {
      try {
        fileSystem.close(this.releaseFD());
      } catch (error) {
        throwFrom(this.closeSync, error, { syscall: 'close' });
      }
    }

    /** Gives up the descriptor without closing it. */
    releaseFD(): number {
      const fd = this.#fd;
      this.#fd = -1;
      return fd;
    }
  }
  return { FileHandle };
}
