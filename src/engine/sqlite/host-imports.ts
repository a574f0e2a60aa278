import type { Heap } from './heap.ts';

/** musl's number for a system call that does not exist. */
const ENOSYS = 52;
const pageSize = 65536;
const secondsPerHour = 3600;

/**
 * The functions that sqlite3.wasm expects from its surroundings, as its compiler Emscripten names them.
 * The database files go through our own VFS, so no system call on files is ever needed: they all answer
 * that they are not there, should SQLite's own Unix VFS be asked for (`file:x?vfs=unix`). What is left
 * is the clock, the time zone and growing the memory.
 *
 * @param maximum how large the memory may become, in bytes.
 */
export function hostImports(
  memory: WebAssembly.Memory,
  heap: Heap,
  now: () => number,
  maximum: number,
): WebAssembly.ModuleImports {
  function grow(size: number): boolean {
    const wanted = size >>> 0;
    if (wanted > maximum) return false;
    const current = memory.buffer.byteLength;
    // A fifth more than asked for, so that a growing database does not come back for every page.
    const target = Math.min(maximum, Math.max(wanted, current * 1.2));
    try {
      memory.grow(Math.ceil((target - current) / pageSize));
    } catch {
      return false;
    }
    heap.refresh();
    return true;
  }

  /** struct tm: eleven ints, the difference to UTC in seconds in the tenth. */
  function localTime(seconds: bigint, target: number): void {
    const date = new Date(Number(seconds) * 1000);
    const start = new Date(date.getFullYear(), 0, 1);
    const offset = -date.getTimezoneOffset() * 60;
    const standard = -Math.max(start.getTimezoneOffset(), new Date(date.getFullYear(), 6, 1).getTimezoneOffset()) * 60;
    const midnight = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
    const fields = [
      date.getSeconds(),
      date.getMinutes(),
      date.getHours(),
      date.getDate(),
      date.getMonth(),
      date.getFullYear() - 1900,
      date.getDay(),
      Math.round((midnight - Date.UTC(date.getFullYear(), 0, 1)) / (24 * secondsPerHour * 1000)),
      offset > standard ? 1 : 0,
      offset,
    ];
    heap.words.set(fields, target >> 2);
  }

  const missing = () => -ENOSYS;
  const missingStream = () => ENOSYS;
  return {
    memory,
    emscripten_date_now: now,
    emscripten_get_now: now,
    clock_time_get(_clock: number, _precision: bigint, target: number) {
      heap.setLong(target, BigInt(Math.round(now() * 1000)) * 1000n);
      return 0;
    },
    _localtime_js: localTime,
    // tzset(3): the C library's own zone variables, which SQLite does not read.
    _tzset_js() {},
    emscripten_get_heap_max: () => maximum,
    emscripten_resize_heap: grow,
    // No environment variables.
    environ_sizes_get(count: number, size: number) {
      heap.setWord(count, 0);
      heap.setWord(size, 0);
      return 0;
    },
    environ_get: () => 0,
    _mmap_js: missing,
    _munmap_js: missing,
    __syscall_faccessat: missing,
    __syscall_fchmod: missing,
    __syscall_chmod: missing,
    __syscall_fchown32: missing,
    __syscall_fcntl64: missing,
    __syscall_openat: missing,
    __syscall_ioctl: missing,
    __syscall_fstat64: missing,
    __syscall_stat64: missing,
    __syscall_newfstatat: missing,
    __syscall_lstat64: missing,
    __syscall_ftruncate64: missing,
    __syscall_getcwd: missing,
    __syscall_mkdirat: missing,
    __syscall_readlinkat: missing,
    __syscall_rmdir: missing,
    __syscall_unlinkat: missing,
    __syscall_utimensat: missing,
    fd_close: missingStream,
    fd_write: missingStream,
    fd_read: missingStream,
    fd_sync: missingStream,
    fd_seek: missingStream,
    fd_fdstat_get: missingStream,
  };
}
