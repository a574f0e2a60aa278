/**
 * What may differ between real Node and the embedded engine in every program, and nothing else:
 *
 * 1. The folder: a program lives in `/home/reader/<name>` in the engine, in a temporary one in real Node.
 * 2. Stack frames inside Node (`node:internal/…`, `node:events`, …): the engine has the same library, but its
 *    line numbers are those of the built text, and what is C++ in Node is JavaScript there.
 *    With them goes the number of frames that inspect leaves out because the error's cause shows them too.
 * 3. The place and source line above an error that was thrown inside Node, for the same reason.
 * 4. The process id in front of a warning.
 * 5. How long a test took, where the test runner's reporters say so.
 */

const INTERNAL_FRAME = /^\s+(?:at )?(?:async |.*\()?node:[^\s()]+(?::\d+:\d+)?\)?(?<rest>.*)$/;
const DURATION = /(?<=\()\d+(?:\.\d+)?(?=ms\))|(?<=\bduration_ms:? )\d+(?:\.\d+)?|(?<=\btime=")\d+\.\d+(?=")/g;
const INTERNAL_PLACE = /^node:[^\n]*:\d+\n[^\n]*\n[ \t]*\^+\n\n?/gm;

/**
 * @param folder the folder the program ran in, when it was not the engine's
 * @param name the program's name
 */
export function normalize(text: string, name: string, folder?: string): string {
  const placed = folder === undefined ? text : text.replaceAll(folder, `/home/reader/${name}`);
  return withoutInternalFrames(placed.replace(INTERNAL_PLACE, ''))
    .replace(/^\(node:\d+\) /gm, '(node:PID) ')
    .replace(DURATION, 'T');
}

function withoutInternalFrames(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const found = INTERNAL_FRAME.exec(line);
    // Text after the last stack frame (` {` before an error's properties, a comma in a list) stays.
    if (/^\s+\.\.\. \d+ lines matching cause stack trace \.\.\.$/.test(line)) continue;
    if (found) lines[lines.length - 1] += found.groups?.['rest'] ?? '';
    else lines.push(line);
  }
  return lines.join('\n');
}
