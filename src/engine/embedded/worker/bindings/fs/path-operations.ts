import type { BindingContext } from '../../binding.ts';
import { FileSystemError } from '../../vfs/errors.ts';
import { blockSize, type FileSystem } from '../../vfs/file-system.ts';
import type { Inode } from '../../vfs/inode.ts';
import { timestampFromSeconds } from '../../vfs/timestamp.ts';
import { modeOf } from '../../file-calls/arguments.ts';
import { direntType, encodeName } from '../../file-calls/names.ts';
import { kUsePromises, operation, pathOf as path, type Operation, type Request } from '../../file-calls/requests.ts';
import type { StatArray } from './stats.ts';

/** Which errors `throwIfNoEntry: false` turns into undefined; the two differ in src/node_file.cc. */
const noEntry: Record<'stat' | 'lstat', readonly string[]> = { stat: ['ENOENT', 'ENOTDIR'], lstat: ['ENOENT'] };

/** The functions of the binding that work on paths. */
export function createPathOperations(
  context: BindingContext,
  fileSystem: FileSystem,
  stats: (inode: Inode, request: Request, bigint: boolean) => StatArray,
) {
  const onPath = (syscall: string, request: number, run: Operation['run'], more: Partial<Operation> = {}) =>
    operation(context, { syscall, request, path: 0, run, ...more });

  const onTwoPaths = (syscall: string, request: number, run: Operation['run'], more: Partial<Operation> = {}) =>
    onPath(syscall, request, run, { dest: 1, ...more });

  const status = (syscall: 'stat' | 'lstat') =>
    onPath(
      syscall,
      2,
      (args) => {
        try {
          return fileSystem[syscall](path(args[0]));
        } catch (error) {
          if (args[3] === false && error instanceof FileSystemError && noEntry[syscall].includes(error.code)) {
            return undefined;
          }
          throw error;
        }
      },
      {
        finish: (inode, request, args) =>
          inode === undefined ? undefined : stats(inode as Inode, request, args[1] === true),
      },
    );

  const changeTimes =
    (find: (name: string) => Inode): Operation['run'] =>
    ([name, accessed, modified]) =>
      fileSystem.changeTimes(
        find(path(name)),
        timestampFromSeconds(accessed as number),
        timestampFromSeconds(modified as number),
      );

  const changeOwner =
    (find: (name: string) => Inode): Operation['run'] =>
    ([name, uid, gid]) =>
      fileSystem.changeOwner(find(path(name)), uid as number, gid as number);

  const followed = (name: string): Inode => fileSystem.stat(name);
  const itself = (name: string): Inode => fileSystem.lstat(name);

  /** With `recursive`: the first directory that had to be made. */
  const mkdir: Operation['run'] = ([name, mode, recursive, request]) => {
    if (recursive === true) return makeDirectories(fileSystem, path(name), mode as number, request !== undefined);
    fileSystem.mkdir(path(name), mode as number);
    return undefined;
  };

  const readdir: Operation['run'] = ([name, encoding, withTypes]) => {
    // scandir(3) as libuv calls it sorts by name; opendir does not
    const entries = [...fileSystem.readdir(path(name))].sort(([a], [b]) => (a < b ? -1 : 1));
    const names = entries.map(([entry]) => encodeName(context, entry, encoding));
    return withTypes === true ? [names, entries.map(([, inode]) => direntType(inode))] : names;
  };

  const statFsValues = new Float64Array(8);
  const bigintStatFsValues = new BigInt64Array(8);

  return {
    statFsValues,
    bigintStatFsValues,
    access: onPath('access', 2, ([name, mode]) => fileSystem.access(path(name), modeOf(mode)), {
      check: (args) => void modeOf(args[1]),
    }),
    existsSync: (name: unknown): boolean => fileSystem.find(path(name)) !== undefined,
    stat: status('stat'),
    lstat: status('lstat'),
    statfs: onPath('statfs', 2, ([name]) => fileSystem.stat(path(name)), {
      finish: (_inode, request, args) => {
        const { capacity, free, inodes } = fileSystem.space;
        const blocks = Math.floor(capacity / blockSize);
        const left = Math.floor(free / blockSize);
        const tmpfs = 0x0102_1994;
        const largest = 1_048_576;
        const fields = [tmpfs, blockSize, blockSize, blocks, left, left, largest, Math.max(0, largest - inodes)];
        const fresh = request === kUsePromises;
        if (args[1] === true) {
          const array = fresh ? new BigInt64Array(8) : bigintStatFsValues;
          array.set(fields.map(BigInt));
          return array;
        }
        const array = fresh ? new Float64Array(8) : statFsValues;
        array.set(fields);
        return array;
      },
    }),
    mkdir: onPath('mkdir', 3, mkdir),
    readdir: onPath('scandir', 3, readdir),
    rmdir: onPath('rmdir', 1, ([name]) => fileSystem.rmdir(path(name))),
    unlink: onPath('unlink', 1, ([name]) => fileSystem.unlink(path(name))),
    rename: onTwoPaths('rename', 2, ([from, to]) => fileSystem.rename(path(from), path(to))),
    link: onTwoPaths('link', 2, ([existing, name]) => fileSystem.link(path(existing), path(name))),
    symlink: onTwoPaths('symlink', 3, ([target, name]) => fileSystem.symlink(path(target), path(name))),
    readlink: onPath('readlink', 2, ([name, encoding]) =>
      encodeName(context, fileSystem.readlink(path(name)), encoding),
    ),
    realpath: onPath('realpath', 2, ([name, encoding]) =>
      encodeName(context, fileSystem.realpath(path(name)), encoding),
    ),
    copyFile: onTwoPaths(
      'copyfile',
      3,
      ([from, to, flags]) => fileSystem.copyFile(path(from), path(to), modeOf(flags)),
      {
        check: (args) => void modeOf(args[2]),
      },
    ),
    chmod: onPath('chmod', 2, ([name, mode]) => fileSystem.changeMode(followed(path(name)), mode as number)),
    chown: onPath('chown', 3, changeOwner(followed)),
    lchown: onPath('lchown', 3, changeOwner(itself)),
    utimes: onPath('utime', 3, changeTimes(followed)),
    lutimes: onPath('lutime', 3, changeTimes(itself)),
    mkdtemp: onPath(
      'mkdtemp',
      2,
      ([prefix, encoding]) => encodeName(context, fileSystem.mkdtemp(path(prefix)), encoding),
      {
        describe: ([prefix]) => `${path(prefix)}XXXXXX`,
      },
    ),
  };
}

/**
 * mkdir -p, in the steps of MKDirpSync and MKDirpAsync in src/node_file.cc, which decide which error is
 * reported; the two differ, and the asynchronous one names the directory that it failed at.
 * @returns the path of the first directory made, or undefined when all were there.
 */
function makeDirectories(
  fileSystem: FileSystem,
  name: string,
  mode: number,
  asynchronous: boolean,
): string | undefined {
  const pending = [name];
  let first: string | undefined;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    try {
      fileSystem.mkdir(next, mode);
      first ??= next;
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      const cut = next.lastIndexOf('/');
      if (error.code === 'ENOENT' && cut !== -1) {
        pending.push(next, next.slice(0, cut));
      } else if (error.code !== 'EEXIST' || !isDirectory(fileSystem, next, pending.length > 0, asynchronous)) {
        const code = error.code === 'EEXIST' && pending.length > 0 ? 'ENOTDIR' : error.code;
        throw new FileSystemError(code, asynchronous ? next : undefined);
      }
    }
  }
  return first;
}

/**
 * Whether the name, which exists, leads to a directory. A link that leads nowhere throws ENOENT, except above the
 * directory asked for in the asynchronous form (MKDirpAsync).
 */
function isDirectory(fileSystem: FileSystem, name: string, above: boolean, asynchronous: boolean): boolean {
  if (above && asynchronous) return fileSystem.find(name)?.kind === 'directory';
  return fileSystem.stat(name).kind === 'directory';
}
