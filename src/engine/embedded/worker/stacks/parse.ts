/** Reads the stack texts of Firefox and WebKit: lines of the form `name@url:line:column`. */
import type { Frame } from './call-site.ts';
import { sourceName } from './source-names.ts';

const LINE = /^(?:(async|promise callback|[\w. ]+ handler|[\w.]+)\*)?(.*?)@(.*?)(?::(\d+))?(?::(\d+))?$/;
/** WebKit's names for code outside of functions. */
const TOP_LEVEL = new Set(['', 'module code', 'global code', 'eval code', 'anonymous']);
/** Firefox names code from strings after the place that made it. */
const FROM_STRING = / line \d+ > (?:eval|Function)/;

/** @param raw the browser's text, without message @returns its stack frames, those of the engine left out */
export function parseStack(raw: string): Frame[] {
  const frames: Frame[] = [];
  /** Functions of the language whose caller has not been seen; those the engine called are not shown. */
  let native: Frame[] | undefined;
  let cause = '';
  for (const line of raw.split('\n')) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [, boundary, name = '', url = '', row, column] = match;
    if (boundary !== undefined) cause = boundary;
    // Lines after such a boundary are of its callers; V8 goes on only along `await`.
    if (cause !== '' && (cause !== 'async' || boundary === undefined)) continue;
    const frame = frameOf(name, url, row, column, cause === 'async');
    if (frame === undefined) native = undefined;
    else if (frame.file === null) native?.push(frame);
    else {
      frames.push(...(native ?? []), frame);
      native = [];
    }
  }
  return frames;
}

/** A stack frame from its parts; undefined for one of the engine, or of code without a place. */
function frameOf(
  name: string,
  url: string,
  row: string | undefined,
  column: string | undefined,
  isAsync: boolean,
): Frame | undefined {
  const functionName = readName(name);
  if (url === '[native code]')
    return functionName === null || functionName === 'eval'
      ? undefined
      : { file: null, line: null, column: null, functionName };
  // WebKit gives code from strings no place at all: it is Node's library, or an eval.
  if (url === '' || FROM_STRING.test(url)) return undefined;
  const file = sourceName(url);
  if (file === undefined) return undefined;
  return { file, line: Number(row ?? 1), column: column === undefined ? null : Number(column), functionName, isAsync };
}

/** Firefox calls an anonymous function in `fn` `fn/<`, a named one `fn/name`. */
function readName(name: string): string | null {
  if (TOP_LEVEL.has(name) || name.endsWith('<')) return null;
  return name.replace(/^.*\/(?=[^/]+$)/, '') || null;
}
