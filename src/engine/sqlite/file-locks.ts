import { lockExclusive, lockNone, lockPending, lockReserved, lockShared } from './files.ts';

/** The locks on one file: who reads, and who is on the way to writing. */
interface Lock {
  readonly readers: Set<object>;
  /** The owner that holds RESERVED, PENDING or EXCLUSIVE. */
  writer: object | undefined;
  writerLevel: number;
}

/**
 * The locks of all connections of this process, by the rules of SQLite's file locking: many SHARED, one
 * RESERVED beside them, PENDING keeps new readers out, EXCLUSIVE waits until the last reader has gone.
 * Nothing here blocks: a lock that cannot be had is refused, and SQLite answers SQLITE_BUSY.
 */
export class FileLocks {
  readonly #locks = new Map<unknown, Lock>();

  /** The level that `owner`, an open file, holds on the file of this identity. */
  level(identity: unknown, owner: object): number {
    const lock = this.#locks.get(identity);
    if (lock === undefined) return lockNone;
    if (lock.writer === owner) return lock.writerLevel;
    return lock.readers.has(owner) ? lockShared : lockNone;
  }

  /**
   * Raises the lock of `owner`. SQLite asks for SHARED, then RESERVED, then EXCLUSIVE, or from SHARED for
   * EXCLUSIVE at once (a hot journal). @returns false when another connection is in the way; PENDING may
   * have been gained even then, so that writing is not starved by readers that keep coming.
   */
  raise(identity: unknown, owner: object, wanted: number): boolean {
    const held = this.level(identity, owner);
    if (held >= wanted) return true;
    const lock = this.#lock(identity);
    const other = lock.writer !== undefined && lock.writer !== owner;
    if (wanted === lockShared) {
      if (other && lock.writerLevel >= lockPending) return false;
      lock.readers.add(owner);
      return true;
    }
    if (other) return false;
    lock.writer = owner;
    if (wanted === lockReserved) {
      lock.writerLevel = lockReserved;
      return true;
    }
    lock.writerLevel = lockPending;
    for (const reader of lock.readers) if (reader !== owner) return false;
    lock.writerLevel = lockExclusive;
    return true;
  }

  /** Lowers the lock of `owner` to SHARED or NONE. */
  lower(identity: unknown, owner: object, wanted: number): void {
    const lock = this.#locks.get(identity);
    if (lock === undefined) return;
    if (lock.writer === owner) {
      lock.writer = undefined;
      lock.writerLevel = lockNone;
    }
    if (wanted === lockNone) lock.readers.delete(owner);
    if (lock.readers.size === 0 && lock.writer === undefined) this.#locks.delete(identity);
  }

  /** Whether some connection holds RESERVED or more. */
  reserved(identity: unknown): boolean {
    return this.#locks.get(identity)?.writer !== undefined;
  }

  #lock(identity: unknown): Lock {
    let lock = this.#locks.get(identity);
    if (lock === undefined) {
      lock = { readers: new Set(), writer: undefined, writerLevel: lockNone };
      this.#locks.set(identity, lock);
    }
    return lock;
  }
}
