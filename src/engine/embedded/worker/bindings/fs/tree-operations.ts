import { COPYFILE_EXCL } from '../../vfs/constants.ts';
import { errorNumber, errorText, FileSystemError, type SystemErrorCode } from '../../vfs/errors.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import type { Inode } from '../../vfs/inode.ts';
import { modeOf } from '../../file-calls/arguments.ts';
import { pathOf as path, throwFrom, uvException } from '../../file-calls/requests.ts';

/** What cpSyncCopyDir gets from lib/internal/fs/cp/cp-sync.js. */
interface CopyOptions {
  readonly force: boolean;
  readonly errorOnExist: boolean;
  readonly verbatimSymlinks: boolean;
  readonly preserveTimestamps: boolean;
}

/** libuv's UV_UNKNOWN. */
const unknownError = -4094;

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** Where the C library's words (strerror) are not libuv's. */
const otherWords: Partial<Record<SystemErrorCode, string>> = {
  EBUSY: 'Device or resource busy',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
};

/** The errors of rmSync have an older form, with a positive number, and most go by no name (RmSync). */
function removalError(code: SystemErrorCode, path: string): Error {
  const known = ['EPERM', 'ENOTEMPTY', 'ENOTDIR', 'EACCES'].includes(code);
  const text = otherWords[code] ?? errorText(code).replace(/^./, (letter) => letter.toUpperCase());
  const message = known ? `${code}, ${text}: ${path} '${path}'` : `, Unknown error: ${text} '${path}'`;
  return Object.assign(new Error(message), {
    errno: known ? -errorNumber(code) : unknownError,
    code: known ? code : '',
    path,
    syscall: 'rm',
  });
}

function join(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function parentOf(name: string): string {
  const cut = name.lastIndexOf('/');
  return cut === -1 ? '' : cut === 0 ? '/' : name.slice(0, cut);
}

/** Operations on whole trees that lib/fs.js leaves to C++ in their synchronous form. */
export function createTreeOperations(fileSystem: FileSystem) {
  const itself = (name: string): Inode | undefined => {
    try {
      return fileSystem.lstat(name);
    } catch (error) {
      if (error instanceof FileSystemError) return undefined;
      throw error;
    }
  };

  const removeAll = (name: string): void => {
    const inode = fileSystem.lstat(name);
    if (inode.kind === 'directory') {
      // not by `name`, which may stop leading here while entries vanish, as "a/.." does
      const place = fileSystem.pathOf(inode) ?? name;
      for (const entry of [...fileSystem.readdir(place).keys()]) removeAll(join(place, entry));
      fileSystem.rmdir(name);
    } else {
      fileSystem.unlink(name);
    }
  };

  const copyTimes = (from: string, to: string): void => {
    const { accessed, modified } = fileSystem.stat(from);
    fileSystem.changeTimes(fileSystem.stat(to), accessed, modified);
  };

  /** The target of a link in `directory` as an absolute path without links, as far as it exists. */
  const absoluteTarget = (directory: string, target: string): string => {
    const joined = target.startsWith('/') ? target : join(directory, target);
    const absolute = joined.startsWith('/') ? joined : join(fileSystem.currentDirectory, joined);
    let known = absolute;
    const rest: string[] = [];
    while (known !== '' && known !== '/' && fileSystem.find(known) === undefined) {
      rest.unshift(known.slice(known.lastIndexOf('/') + 1));
      known = parentOf(known);
    }
    const parts = fileSystem.realpath(known === '' ? '/' : known).split('/');
    for (const part of rest) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    }
    return `/${parts.filter((part) => part !== '').join('/')}`;
  };

  const isInside = (outer: string, inner: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);

  const copyLink = (from: string, to: string, target: string, options: CopyOptions): void => {
    const there = itself(to);
    if (there?.kind === 'link' && !options.verbatimSymlinks && fileSystem.find(to) !== undefined) {
      const present = fileSystem.readlink(to);
      if (fileSystem.find(target)?.kind === 'directory' && isInside(target, present)) {
        throw coded('ERR_FS_CP_EINVAL', `Cannot copy ${target} to a subdirectory of self ${present}`);
      }
      if (fileSystem.find(to)?.kind === 'directory' && isInside(present, target)) {
        throw coded('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', `cannot overwrite ${present} with ${target}`);
      }
      fileSystem.unlink(to);
    }
    const resolved = options.verbatimSymlinks ? target : absoluteTarget(parentOf(from), target);
    fileSystem.symlink(resolved, to);
  };

  const copyEntry = (from: string, to: string, options: CopyOptions): void => {
    // links below the first directory are copied as links even with `dereference`, in 24.21
    const inode = fileSystem.lstat(from);
    if (inode.kind === 'link') {
      copyLink(from, to, inode.target, options);
    } else if (inode.kind === 'directory') {
      copyDirectory(from, to, options);
    } else if (inode.kind === 'file') {
      const there = itself(to);
      if (there !== undefined && !options.force) {
        if (!options.errorOnExist) return;
        throw coded(
          'ERR_FS_CP_EEXIST',
          `[ERR_FS_CP_EEXIST]: Target already exists: cp returned EEXIST (${to} already exists)`,
        );
      }
      fileSystem.copyFile(from, to, 0);
      if (options.preserveTimestamps) copyTimes(from, to);
    }
  };

  const copyDirectory = (from: string, to: string, options: CopyOptions): void => {
    const made = itself(to) === undefined;
    if (made) fileSystem.mkdir(to, 0o777);
    for (const name of [...fileSystem.readdir(from).keys()]) copyEntry(join(from, name), join(to, name), options);
    if (made) fileSystem.changeMode(fileSystem.stat(to), fileSystem.stat(from).mode & 0o7777);
    if (options.preserveTimestamps) copyTimes(from, to);
  };

  return {
    rmSync(name: unknown, _maxRetries: number, recursive: boolean): void {
      const target = path(name);
      try {
        if (fileSystem.lstat(target).kind === 'directory' && !recursive) {
          throw coded('ERR_FS_EISDIR', `Path is a directory: ${target}`);
        }
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
      }
      try {
        removeAll(target);
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        if (error.code === 'ENOENT') return;
        throw removalError(error.code, target);
      }
    },

    /** Refuses what cannot be copied and makes the directories above `dest`. */
    cpSyncCheckPaths: function cpSyncCheckPaths(
      src: unknown,
      dest: unknown,
      dereference: boolean,
      recursive: boolean,
    ): void {
      const from = path(src);
      const to = path(dest);
      const source = fileSystem.find(from);
      if (source === undefined) {
        throwFrom(cpSyncCheckPaths, new FileSystemError('ENOENT'), {
          syscall: dereference ? 'stat' : 'lstat',
          path: from,
        });
      }
      const there = dereference ? fileSystem.find(to) : itself(to);
      const isDirectory = source.kind === 'directory';
      if (there !== undefined) {
        if (fileSystem.find(to) === source) {
          throw coded('ERR_FS_CP_EINVAL', `src and dest cannot be the same ${to}`);
        }
        if (isDirectory && there.kind !== 'directory') {
          throw coded('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${to} with directory ${from}`);
        }
        if (!isDirectory && there.kind === 'directory') {
          throw coded('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${to} with non-directory ${from}`);
        }
      }
      const prefix = from.endsWith('/') ? from : `${from}/`;
      let inside = isDirectory && to.startsWith(prefix);
      for (let above = parentOf(to); isDirectory && !inside && above !== '' && above !== '/'; above = parentOf(above)) {
        inside = fileSystem.find(above) === source;
      }
      if (inside) throw coded('ERR_FS_CP_EINVAL', `Cannot copy ${prefix} to a subdirectory of self ${to}`);
      if (isDirectory && !recursive) {
        throw coded('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${prefix}`);
      }
      const parent = parentOf(to);
      if (parent !== '' && fileSystem.find(parent) === undefined) fileSystem.mountDirectory(parent);
    },

    /** Replaces the file `dest` by a copy of `src`. */
    cpSyncOverrideFile: function cpSyncOverrideFile(
      src: unknown,
      dest: unknown,
      mode: unknown,
      preserveTimestamps: boolean,
    ): void {
      const flags = modeOf(mode);
      const from = path(src);
      const to = path(dest);
      try {
        fileSystem.unlink(to);
      } catch (error) {
        throwFrom(cpSyncOverrideFile, error, { syscall: 'unlink', path: to });
      }
      try {
        fileSystem.copyFile(from, to, flags & ~COPYFILE_EXCL);
        if (preserveTimestamps) copyTimes(from, to);
      } catch (error) {
        throwFrom(cpSyncOverrideFile, error, { syscall: 'cp', path: from, dest: to });
      }
    },

    cpSyncCopyDir(
      src: unknown,
      dest: unknown,
      force: boolean,
      _dereference: boolean,
      errorOnExist: boolean,
      verbatimSymlinks: boolean,
      preserveTimestamps: boolean,
    ): void {
      const to = path(dest);
      try {
        copyDirectory(path(src), to, { force, errorOnExist, verbatimSymlinks, preserveTimestamps });
      } catch (error) {
        throw error instanceof FileSystemError ? uvException(error, { syscall: 'cp', path: to }) : error;
      }
    },
  };
}
