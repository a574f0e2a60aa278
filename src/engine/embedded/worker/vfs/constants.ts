/** Flags of open(2) on Linux x64, the platform that the engine presents itself as. */
export const O_ACCMODE = 3;
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;

/** File types in `mode`. */
export const S_IFMT = 0o170000;
export const S_IFREG = 0o100000;
export const S_IFDIR = 0o040000;
export const S_IFLNK = 0o120000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;

/** Access wanted: the bits of one rwx triple, as in access(2). */
export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** Flags of uv_fs_copyfile. */
export const COPYFILE_EXCL = 1;
export const COPYFILE_FICLONE_FORCE = 4;
