import type { Pointer } from './exports.ts';
import type { Heap } from './heap.ts';

/** Flags of xShmLock. */
const unlock = 1;
const exclusive = 8;

interface Area {
  readonly regions: Pointer[];
  readonly users: Set<object>;
  /** For each lock slot, the users that share it; and, in `owners`, the one that has it alone. */
  readonly readers: Set<object>[];
  readonly owners: (object | undefined)[];
}

const slots = 8;

/**
 * The wal-index: the memory that all connections to a database in write-ahead mode share, and its eight
 * locks (sqlite.org/walformat.html section 2). All connections of a process live in one WebAssembly
 * memory here, so sharing it needs no mapped -shm file: WAL works, readers and a writer side by side.
 */
export class SharedMemory {
  readonly #areas = new Map<unknown, Area>();
  readonly #heap: Heap;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** xShmMap: the region of that number, or 0 when it is not there and is not to be made. */
  map(identity: unknown, user: object, region: number, size: number, extend: boolean): Pointer {
    let area = this.#areas.get(identity);
    if (area === undefined) {
      area = {
        regions: [],
        users: new Set(),
        readers: Array.from({ length: slots }, () => new Set<object>()),
        owners: Array.from({ length: slots }, () => undefined),
      };
      this.#areas.set(identity, area);
    }
    area.users.add(user);
    while (extend && area.regions.length <= region) {
      const pointer = this.#heap.allocate(size);
      this.#heap.bytes.fill(0, pointer, pointer + size);
      area.regions.push(pointer);
    }
    return area.regions[region] ?? 0;
  }

  /** xShmLock on `count` slots from `first` on. @returns false when another connection is in the way. */
  lock(identity: unknown, user: object, first: number, count: number, flags: number): boolean {
    const area = this.#areas.get(identity);
    if (area === undefined) return false;
    const { readers, owners } = area;
    const wanted = Array.from({ length: count }, (_, index) => first + index);
    if ((flags & unlock) !== 0) {
      for (const slot of wanted) release(area, slot, user);
      return true;
    }
    const alone = (flags & exclusive) !== 0;
    for (const slot of wanted) {
      if (owners[slot] !== undefined && owners[slot] !== user) return false;
      if (alone && [...(readers[slot] ?? [])].some((reader) => reader !== user)) return false;
    }
    for (const slot of wanted) {
      if (alone) owners[slot] = user;
      else readers[slot]?.add(user);
    }
    return true;
  }

  /** xShmUnmap: `user` is done with it; the last one frees the memory. */
  unmap(identity: unknown, user: object): void {
    const area = this.#areas.get(identity);
    if (area === undefined) return;
    for (let slot = 0; slot < slots; slot++) release(area, slot, user);
    area.users.delete(user);
    if (area.users.size > 0) return;
    for (const pointer of area.regions) this.#heap.free(pointer);
    this.#areas.delete(identity);
  }
}

function release({ readers, owners }: Area, slot: number, user: object): void {
  readers[slot]?.delete(user);
  if (owners[slot] === user) owners[slot] = undefined;
}
