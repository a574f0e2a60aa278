import type { BindingContext } from '../../binding.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import type { Inode } from '../../vfs/inode.ts';
import { timestampFromSeconds } from '../../vfs/timestamp.ts';
import { checkDescriptor } from '../../file-calls/arguments.ts';
import { bufferOf } from '../../file-calls/names.ts';
import { createFileHandle } from './file-handle.ts';
import { operation, pathOf as path, throwFrom, type Operation, type Request } from '../../file-calls/requests.ts';
import type { StatArray } from './stats.ts';

/** The bytes of any ArrayBufferView. */
function bytesOf(view: unknown, offset = 0, length?: number): Uint8Array {
  const { buffer, byteOffset, byteLength } = view as ArrayBufferView;
  return new Uint8Array(buffer as ArrayBuffer, byteOffset + offset, length ?? byteLength - offset);
}

/** A position as Node's library passes it: a number, or anything else and negative for the current one. */
function positionOf(position: unknown): number | undefined {
  return typeof position === 'number' && Number.isSafeInteger(position) && position >= 0 ? position : undefined;
}

/** Reading alone takes a bigint as well. */
function readPositionOf(position: unknown): number | undefined {
  return positionOf(typeof position === 'bigint' ? Number(position) : position);
}

/** Where writeSync of lib/fs.js wants the error instead of an exception. */
interface SyncContext {
  errno?: number;
  code?: string;
  syscall?: string;
}

/** The functions of the binding that work on file descriptors. */
export function createDescriptorOperations(
  context: BindingContext,
  fileSystem: FileSystem,
  stats: (inode: Inode, request: Request, bigint: boolean) => StatArray,
) {
  const { FileHandle } = createFileHandle(context, fileSystem);
  const onDescriptor = (syscall: string, request: number, run: Operation['run']) =>
    operation(context, { syscall, request, run, check: checkDescriptor });

  const open = (args: readonly unknown[]): number =>
    fileSystem.open(path(args[0]), args[1] as number, args[2] as number);

  /** With a context object as last argument, errors go there. */
  const reporting = (perform: (...args: unknown[]) => unknown, context: number) =>
    function write(...args: unknown[]): unknown {
      const report = args[context] as SyncContext | undefined;
      if (report === undefined) return perform(...args);
      try {
        return perform(...args);
      } catch (error) {
        const { errno, code, syscall } = error as Required<SyncContext>;
        if (errno === undefined) throw error;
        Object.assign(report, { errno, syscall, code });
        return undefined;
      }
    };

  const writeAll = (fd: number, views: readonly unknown[], position: number | undefined): number => {
    let written = 0;
    for (const view of views) {
      written += fileSystem.write(fd, bytesOf(view), position === undefined ? undefined : position + written);
    }
    return written;
  };

  return {
    FileHandle,
    open: operation(context, { syscall: 'open', request: 3, path: 0, run: open }),
    openFileHandle: operation(context, {
      syscall: 'open',
      request: 3,
      path: 0,
      run: (args) => new FileHandle(open(args)),
    }),
    close: onDescriptor('close', 1, ([fd]) => fileSystem.close(fd as number)),
    read: onDescriptor('read', 5, ([fd, buffer, offset, length, position]) =>
      fileSystem.read(fd as number, bytesOf(buffer, offset as number, length as number), readPositionOf(position)),
    ),
    readBuffers: onDescriptor('read', 3, ([fd, buffers, position]) => {
      const start = positionOf(position);
      let total = 0;
      for (const buffer of buffers as unknown[]) {
        const target = bytesOf(buffer);
        const count = fileSystem.read(fd as number, target, start === undefined ? undefined : start + total);
        total += count;
        if (count < target.length) break;
      }
      return total;
    }),
    writeBuffer: reporting(
      onDescriptor('write', 5, ([fd, buffer, offset, length, position]) =>
        fileSystem.write(
          fd as number,
          bytesOf(buffer, (offset as number | null) ?? 0, (length as number | null) ?? undefined),
          positionOf(position),
        ),
      ),
      6,
    ),
    writeString: reporting(
      onDescriptor('write', 4, ([fd, text, position, encoding]) =>
        fileSystem.write(
          fd as number,
          bufferOf(context).from(text as string, (encoding as string | null) ?? 'utf8'),
          positionOf(position),
        ),
      ),
      5,
    ),
    writeBuffers: onDescriptor('write', 3, ([fd, buffers, position]) =>
      writeAll(fd as number, buffers as unknown[], positionOf(position)),
    ),
    ftruncate: onDescriptor('ftruncate', 2, ([fd, length]) =>
      fileSystem.truncateDescriptor(fd as number, length as number),
    ),
    // memory needs no flushing, but a wrong descriptor is an error all the same
    fsync: onDescriptor('fsync', 1, ([fd]) => void fileSystem.inodeOf(fd as number)),
    fdatasync: onDescriptor('fdatasync', 1, ([fd]) => void fileSystem.inodeOf(fd as number)),
    fstat: operation(context, {
      syscall: 'fstat',
      request: 2,
      check: checkDescriptor,
      run: ([fd]) => fileSystem.inodeOf(fd as number),
      finish: (inode, request, args) => stats(inode as Inode, request, args[1] === true),
    }),
    fchmod: onDescriptor('fchmod', 2, ([fd, mode]) =>
      fileSystem.changeMode(fileSystem.inodeOf(fd as number), mode as number),
    ),
    fchown: onDescriptor('fchown', 3, ([fd, uid, gid]) =>
      fileSystem.changeOwner(fileSystem.inodeOf(fd as number), uid as number, gid as number),
    ),
    futimes: onDescriptor('futime', 3, ([fd, accessed, modified]) =>
      fileSystem.changeTimes(
        fileSystem.inodeOf(fd as number),
        timestampFromSeconds(accessed as number),
        timestampFromSeconds(modified as number),
      ),
    ),
    ...createWholeFileOperations(fileSystem),
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** readFileUtf8 and writeFileUtf8: synchronous only, on a path or a descriptor. */
function createWholeFileOperations(fileSystem: FileSystem) {
  /** Runs `use` with a descriptor; failures are reported as `above`'s, under the call they belong to. */
  const withDescriptor = <T>(
    above: (...args: never[]) => unknown,
    target: unknown,
    flags: number,
    permissions: number,
    syscall: string,
    use: (fd: number) => T,
  ): T => {
    const owned = typeof target !== 'number';
    let fd: number;
    if (owned) {
      const name = path(target);
      try {
        fd = fileSystem.open(name, flags, permissions);
      } catch (error) {
        return throwFrom(above, error, { syscall: 'open', path: name });
      }
    } else {
      fd = target;
    }
    try {
      return use(fd);
    } catch (error) {
      return throwFrom(above, error, { syscall });
    } finally {
      if (owned) fileSystem.close(fd);
    }
  };

  function readFileUtf8(target: unknown, flags: number): string {
    return withDescriptor(
      readFileUtf8,
      target,
      flags,
      0o666,
      'read',
      (fd) => fileSystem.asciiToEnd(fd) ?? decoder.decode(fileSystem.readToEnd(fd)),
    );
  }

  function writeFileUtf8(target: unknown, text: string, flags: number, permissions: number): void {
    withDescriptor(writeFileUtf8, target, flags, permissions, 'write', (fd) => {
      // nothing to write: a wrong descriptor goes unnoticed, as in C++
      if (text !== '') fileSystem.write(fd, encoder.encode(text));
    });
  }

  return { readFileUtf8, writeFileUtf8 };
}
