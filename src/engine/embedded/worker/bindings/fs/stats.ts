import type { Inode } from '../../vfs/inode.ts';
import { RequestCallback, kUsePromises, type Request } from '../../file-calls/requests.ts';

/** Numbers per file in the arrays that lib/internal/fs/utils.js reads: 10 fields and 4 times of 2. */
export const kFsStatsFieldsNumber = 18;

const device = 1;
const blockSize = 4096;

export type StatArray = Float64Array | BigInt64Array;

/** The fields of struct stat in the order of FillStatsArray in src/node_file-inl.h. */
function fields(inode: Inode): number[] {
  const { mode, links, uid, gid, number, size, accessed, modified, changed, created } = inode;
  const blocks = inode.kind === 'file' ? Math.ceil(size / blockSize) * (blockSize / 512) : 0;
  return [
    device,
    mode,
    links,
    uid,
    gid,
    0,
    blockSize,
    number,
    size,
    blocks,
    accessed.seconds,
    accessed.nanoseconds,
    modified.seconds,
    modified.nanoseconds,
    changed.seconds,
    changed.nanoseconds,
    created.seconds,
    created.nanoseconds,
  ];
}

/** Writes what stat(2) says of `inode`, or zeros when there is none, at `offset` into `array`. */
export function fillStats(array: StatArray, inode: Inode | undefined, offset = 0): StatArray {
  if (inode === undefined) {
    array.fill(0 as never, offset, offset + kFsStatsFieldsNumber);
  } else if (array instanceof Float64Array) {
    array.set(fields(inode), offset);
  } else {
    array.set(fields(inode).map(BigInt), offset);
  }
  return array;
}

/** The arrays that the binding shares with Node's library, and fresh ones for promises. */
export function createStatArrays() {
  // twice the length: watchers put the earlier state behind the new one
  const statValues = new Float64Array(2 * kFsStatsFieldsNumber);
  const bigintStatValues = new BigInt64Array(2 * kFsStatsFieldsNumber);
  const answer = (inode: Inode, request: Request, bigint: boolean): StatArray => {
    if (request === kUsePromises) {
      const length = 2 * kFsStatsFieldsNumber;
      return fillStats(bigint ? new BigInt64Array(length) : new Float64Array(length), inode);
    }
    const wide = request === undefined ? bigint : RequestCallback.usesBigint(request);
    return fillStats(wide ? bigintStatValues : statValues, inode);
  };
  return { statValues, bigintStatValues, answer };
}
