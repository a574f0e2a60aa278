import { READ, S_IFMT } from './constants.ts';
import { fail } from './errors.ts';
import { Directory, SymbolicLink, type Inode } from './inode.ts';
import type { Timestamp } from './timestamp.ts';
import { Tree } from './tree.ts';

const temporaryNameLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The system calls that work on names: directories, links, attributes. */
export class Names extends Tree {
  stat(path: string): Inode {
    return this.existing(path, true);
  }

  lstat(path: string): Inode {
    return this.existing(path, false);
  }

  /** @param wanted READ, WRITE and EXECUTE together, or 0 to ask only whether the path exists */
  access(path: string, wanted: number): void {
    this.need(this.existing(path, true), wanted);
  }

  realpath(path: string): string {
    return this.pathOf(this.existing(path, true)) ?? fail('ENOENT');
  }

  mkdir(path: string, permissions: number): void {
    const { directory, name, inode } = this.entry(path);
    if (inode !== undefined) fail('EEXIST');
    this.needChange(directory);
    const made = new Directory(permissions & ~this.umask & 0o1777, this.birth());
    this.addEntry(directory, name, made);
    this.changes.renamed(made, directory, name);
  }

  /** @returns the entries by name, in no order that means anything. */
  readdir(path: string): ReadonlyMap<string, Inode> {
    const inode = this.existing(path, true);
    if (inode.kind !== 'directory') fail('ENOTDIR');
    this.need(inode, READ);
    return inode.entries;
  }

  rmdir(path: string): void {
    const { directory, name, inode } = this.entry(path);
    if (name === '..') fail('ENOTEMPTY');
    if (name === '.') fail('EINVAL');
    if (inode === undefined) fail('ENOENT');
    if (inode === this.root) fail('EBUSY');
    if (inode.kind !== 'directory') fail('ENOTDIR');
    this.needChange(directory);
    if (inode.entries.size > 0) fail('ENOTEMPTY');
    this.removeEntry(directory, name, inode);
    this.changes.renamed(inode, directory, name);
    this.gone(inode);
  }

  unlink(path: string): void {
    const { directory, name, inode, slash } = this.entry(path);
    if (inode === undefined) fail('ENOENT');
    if (inode.kind === 'directory') fail('EISDIR');
    if (slash) fail('ENOTDIR');
    this.needChange(directory);
    this.removeEntry(directory, name, inode);
    this.changes.linksChanged(inode);
    this.changes.renamed(inode, directory, name);
    this.gone(inode);
  }

  rename(from: string, to: string): void {
    const source = this.entry(from);
    const target = this.entry(to);
    if ([source.name, target.name].some((name) => name === '.' || name === '..' || name === '/')) fail('EBUSY');
    const { inode } = source;
    if (inode === undefined) fail('ENOENT');
    if (inode.kind !== 'directory' && (source.slash || target.slash)) fail('ENOTDIR');
    if (inode.kind === 'directory' && this.contains(inode, target.directory)) fail('EINVAL');
    if (target.inode?.kind === 'directory' && this.contains(target.inode, source.directory)) fail('ENOTEMPTY');
    if (inode === target.inode) return;
    this.needChange(source.directory);
    this.needChange(target.directory);
    if (target.inode !== undefined) this.replaceable(inode, target.inode);
    source.directory.entries.delete(source.name);
    if (inode.kind === 'directory') source.directory.links -= 1;
    inode.links -= 1;
    if (target.inode !== undefined) this.removeEntry(target.directory, target.name, target.inode);
    this.addEntry(target.directory, target.name, inode);
    this.touch(source.directory);
    inode.changed = this.now();
    this.changes.renamed(inode, source.directory, source.name);
    this.changes.renamed(inode, target.directory, target.name);
    this.changes.moved(inode);
    if (target.inode !== undefined) {
      this.changes.linksChanged(target.inode);
      this.gone(target.inode);
    }
  }

  link(existing: string, path: string): void {
    const inode = this.existing(existing, false);
    const { directory, name } = this.newEntry(path);
    if (inode.kind === 'directory') fail('EPERM');
    this.needChange(directory);
    this.addEntry(directory, name, inode);
    inode.changed = this.now();
    this.changes.linksChanged(inode);
    this.changes.renamed(inode, directory, name);
  }

  symlink(target: string, path: string): void {
    if (target === '') fail('ENOENT');
    const { directory, name } = this.newEntry(path);
    this.needChange(directory);
    const made = new SymbolicLink(target, this.birth());
    this.addEntry(directory, name, made);
    this.changes.renamed(made, directory, name);
  }

  readlink(path: string): string {
    const inode = this.existing(path, false);
    return inode.kind === 'link' ? inode.target : fail('EINVAL');
  }

  /** Makes a directory whose name is `prefix` and six letters. @returns its path. */
  mkdtemp(prefix: string): string {
    const random = this.options.random ?? Math.random;
    for (;;) {
      let path = prefix;
      for (let count = 0; count < 6; count += 1) {
        path += temporaryNameLetters.charAt(Math.floor(random() * temporaryNameLetters.length));
      }
      const { inode } = this.locate(path, false);
      if (inode === undefined) {
        this.mkdir(path, 0o700);
        return path;
      }
    }
  }

  /** chmod, fchmod, on the inode that `stat`, `lstat` or `inodeOf` gave. */
  changeMode(inode: Inode, permissions: number): void {
    if (this.uid !== 0 && this.uid !== inode.uid) fail('EPERM');
    inode.mode = (inode.mode & S_IFMT) | (permissions & 0o7777);
    inode.changed = this.now();
    this.changes.changed(inode);
  }

  /** chown, fchown, lchown; 4294967295 or -1 leaves an id as it is. */
  changeOwner(inode: Inode, uid: number, gid: number): void {
    const keep = (id: number): boolean => id === -1 || id === 0xffff_ffff;
    if (this.uid !== 0) {
      if (this.uid !== inode.uid || !(keep(uid) || uid === inode.uid)) fail('EPERM');
      if (!(keep(gid) || gid === inode.gid || gid === this.gid)) fail('EPERM');
    }
    if (!keep(uid)) inode.uid = uid;
    if (!keep(gid)) inode.gid = gid;
    inode.changed = this.now();
    this.changes.changed(inode);
  }

  changeTimes(inode: Inode, accessed: Timestamp, modified: Timestamp): void {
    if (this.uid !== 0 && this.uid !== inode.uid) fail('EPERM');
    inode.accessed = accessed;
    inode.modified = modified;
    inode.changed = this.now();
    this.changes.changed(inode);
  }
}
