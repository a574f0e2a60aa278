/** Versions of files, told apart by what is in them. */

/** A short name for what files hold: FNV-1a, twice 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function versionOf(files: Readonly<Record<string, string>>): string {
  const text = JSON.stringify(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  const hash = (basis: number) => {
    let value = basis;
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x050c5d1f);
}
