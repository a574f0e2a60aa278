/**
 * Archives: directory trees in one run of bytes, in which mounted projects are sent. An index names every file with its
 * size, and the contents follow one another, so that mounting only reads the index; no file is decoded or copied until
 * the program reads it.
 *
 * Layout: the magic word, the length of the index as a little-endian 32-bit number, the index as JSON, then the
 * contents of all files in the order of the index.
 */

export interface ArchiveFile {
  /** Absolute, with `/` between the parts. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  /** Time of the last change, milliseconds since 1970. */
  readonly modified: number;
  readonly contents: Uint8Array;
}

export interface ArchiveLink {
  readonly path: string;
  /** The link's target as readlink(2) gives it: absolute, or relative to the folder of the link. */
  readonly target: string;
}

export interface Archive {
  readonly files: readonly ArchiveFile[];
  readonly links: readonly ArchiveLink[];
  /** Directories that nothing else names, because they are empty. */
  readonly directories: readonly string[];
}

interface Index {
  readonly files: readonly (readonly [path: string, size: number, mode: number, modified: number])[];
  readonly links: readonly (readonly [path: string, target: string])[];
  readonly directories: readonly string[];
}

const MAGIC = 0x45_45_52_54; // "TREE"
const HEADER = 8;

/** The archive in parts, to be written one after the other: a header with the index, then each file's contents. */
export function packArchive({ files, links, directories }: Archive): Uint8Array[] {
  const index: Index = {
    files: files.map(({ path, contents, mode, modified }) => [path, contents.length, mode, modified]),
    links: links.map(({ path, target }) => [path, target]),
    directories,
  };
  const json = new TextEncoder().encode(JSON.stringify(index));
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  return [header, json, ...files.map(({ contents }) => contents)];
}

/**
 * @param bytes a whole archive; the contents of its files are views of it.
 * @throws Error when it is not an archive or ends too soon.
 */
export function readArchive(bytes: Uint8Array): Archive {
  const start = indexEnd(bytes);
  if (start > bytes.length) throw new Error('The archive of the directory tree ends before its index does.');
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, start))) as Index;
  let offset = start;
  const files = index.files.map(([path, size, mode, modified]) => {
    const contents = bytes.subarray(offset, (offset += size));
    return { path, mode, modified, contents };
  });
  if (offset > bytes.length) throw new Error('The archive of the directory tree ends before its files do.');
  return { files, links: index.links.map(([path, target]) => ({ path, target })), directories: index.directories };
}

/** The paths of all files, read without their contents. @throws Error when it is not an archive. */
export async function readArchivePaths(archive: Blob): Promise<string[]> {
  const end = indexEnd(new Uint8Array(await archive.slice(0, HEADER).arrayBuffer()));
  const index = JSON.parse(await archive.slice(HEADER, end).text()) as Index;
  return index.files.map(([path]) => path);
}

function indexEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC)
    throw new Error('This is not an archive of a directory tree: its first bytes are others.');
  return HEADER + view.getUint32(4, true);
}
