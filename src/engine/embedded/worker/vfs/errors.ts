/**
 * System errors as libuv names them on Linux: code → [number, message]. The numbers are what Node shows
 * as `error.errno`, the messages what it shows in `error.message` (libuv's uv.h).
 */
const systemErrors = {
  EACCES: [-13, 'permission denied'],
  EAGAIN: [-11, 'resource temporarily unavailable'],
  EBADF: [-9, 'bad file descriptor'],
  EBUSY: [-16, 'resource busy or locked'],
  EEXIST: [-17, 'file already exists'],
  EFBIG: [-27, 'file too large'],
  EINVAL: [-22, 'invalid argument'],
  EISDIR: [-21, 'illegal operation on a directory'],
  ELOOP: [-40, 'too many symbolic links encountered'],
  EMFILE: [-24, 'too many open files'],
  ENAMETOOLONG: [-36, 'name too long'],
  ENOENT: [-2, 'no such file or directory'],
  ENOSPC: [-28, 'no space left on device'],
  ENOSYS: [-38, 'function not implemented'],
  ENOTDIR: [-20, 'not a directory'],
  ENOTEMPTY: [-39, 'directory not empty'],
  ENOTSUP: [-95, 'operation not supported on socket'],
  ENXIO: [-6, 'no such device or address'],
  EPERM: [-1, 'operation not permitted'],
  ESPIPE: [-29, 'invalid seek'],
  EXDEV: [-18, 'cross-device link not permitted'],
} as const;

export type SystemErrorCode = keyof typeof systemErrors;

/** libuv's (negative) number of a code, e.g. ENOENT → -2. */
export function errorNumber(code: SystemErrorCode): number {
  return systemErrors[code][0];
}

/** libuv's text of a code, e.g. ENOENT → "no such file or directory". */
export function errorText(code: SystemErrorCode): string {
  return systemErrors[code][1];
}

/**
 * The error that the file system throws: a code only, as the caller knows the system call and the paths. `path` is for
 * operations of several calls, when the one that failed was not on the path asked for.
 */
export class FileSystemError extends Error {
  readonly code: SystemErrorCode;
  readonly errno: number;
  readonly path: string | undefined;

  constructor(code: SystemErrorCode, path?: string) {
    super(`${code}: ${errorText(code)}`);
    this.code = code;
    this.errno = errorNumber(code);
    this.path = path;
  }
}

export function fail(code: SystemErrorCode): never {
  throw new FileSystemError(code);
}
