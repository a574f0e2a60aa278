/** The attributes of a file, which go to other processes with its contents: permissions, owner, times. */
import type { FileAttributes } from '../../protocol/files.ts';
import type { Inode } from '../vfs/inode.ts';

const PERMISSIONS = 0o7777;

export const attributesOf = ({ mode, uid, gid, accessed, modified, changed }: Inode): FileAttributes => [
  mode,
  uid,
  gid,
  ...[accessed, modified, changed].flatMap(({ seconds, nanoseconds }) => [seconds, nanoseconds]),
];

export function setAttributes(inode: Inode, attributes: FileAttributes): void {
  const [mode = 0, uid = 0, gid = 0, ...times] = attributes;
  const time = (index: number) => ({ seconds: times[index] ?? 0, nanoseconds: times[index + 1] ?? 0 });
  inode.mode = (inode.mode & ~PERMISSIONS) | (mode & PERMISSIONS);
  inode.uid = uid;
  inode.gid = gid;
  inode.accessed = time(0);
  inode.modified = time(2);
  inode.changed = time(4);
}
