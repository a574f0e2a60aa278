/** What a file of a sandbox may be called. */

/**
 * @param taken whether there is such a file already
 * @returns what is wrong with the name, in a sentence; `null` when nothing is
 */
export function fileNameProblem(name: string, taken: (name: string) => boolean): string | null {
  if (name === '') return 'A file needs a name, such as “helper.js”.';
  if (name.length > 100) return 'The name is too long: 100 characters are enough.';
  if (/[\\:*?"<>|]/.test(name))
    return 'A name must not hold any of \\ : * ? " < > |, which not every system can store.';
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'The name holds a character that cannot be seen.';
  if (name.startsWith('/')) return 'Begin with the name, not with “/”: files are in the sandbox’s own folder.';
  const parts = name.split('/');
  if (parts.some((part) => part === '..' || part === '.')) return 'A file stays in the sandbox’s own folder: no “..”.';
  if (parts.some((part) => part.trim() === ''))
    return 'A folder needs a name: something is missing before or after “/”.';
  if (parts[0] === 'node_modules') return '“node_modules” is the place of packages.';
  if (name !== name.trim()) return 'The name begins or ends with a blank.';
  return taken(name) ? `There is a file called ${name} already.` : null;
}
