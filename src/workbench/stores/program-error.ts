/**
 * What a program's standard error says of the error that ended it, or that it has printed: in words and with the place
 * in the reader's own files. Both engines print what Node's `lib/internal/errors.js` and V8 make: the place, the line,
 * a caret; `TypeError [CODE]: message`; frames that begin with `    at `.
 */

export interface ErrorPlace {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface ProgramError {
  /** Its first line: “TypeError: x is not a function”. */
  readonly message: string;
  /** In the reader's files; `null` when it is elsewhere. */
  readonly place: ErrorPlace | null;
}

/** Path to text of the files that an error can be in. */
export type Files = Readonly<Record<string, string>>;

const HEADING = /^(?:Uncaught )?(?:[\w$]+\.)*(?:[A-Z][\w$]*)?(?:Error|Exception)(?: \[\w+\])?(?:: .*)?$/;
/** The line before the source line that Node shows: `file:///home/reader/x/server.js:3`. */
const ABOVE = /^((?:file:\/\/)?\/.*):(\d+)$/;
const FRAME = /^\s+at (?:.*\()?((?:file:\/\/)?\/[^()]*):(\d+):\d+\)?$/;
const IMPORTED = /^.*Cannot find (?:package|module) '([^']+)'(?: imported from ((?:file:\/\/)?\/.*))?$/;
/** How far above its heading the place of an error can stand: the place, the line, the caret, blank lines. */
const CLOSE = 8;

/**
 * @param lines of standard error, oldest first
 * @returns the last error in it; `null` when there is none
 */
export function readProgramError(lines: readonly string[], files: Files): ProgramError | null {
  const index = lines.findLastIndex((line) => HEADING.test(line));
  if (index === -1) return thrownValue(lines, files);
  const message = lines[index]!;
  return {
    message,
    place: placeAbove(lines, index, files) ?? placeOfImport(message, files) ?? placeBelow(lines, index, files),
  };
}

/** `throw 'text'`: there is no heading, only a place, which can be Node's own, its line, a caret, and what was thrown. */
function thrownValue(lines: readonly string[], files: Files): ProgramError | null {
  const caret = lines.findLastIndex(
    (line, at) => /^\s*\^+$/.test(line) && /^(?:file:|node:|\/).*:\d+$/.test(lines[at - 2] ?? ''),
  );
  const thrown = caret === -1 ? undefined : lines.slice(caret + 1).find((line) => line.trim() !== '');
  if (thrown === undefined) return null;
  return { message: `Thrown: ${thrown}`, place: placeOf(ABOVE.exec(lines[caret - 2]!), files) };
}

function placeAbove(lines: readonly string[], index: number, files: Files): ErrorPlace | null {
  for (let above = index - 1; above >= Math.max(0, index - CLOSE); above -= 1) {
    // What stands above belongs to another error.
    if (FRAME.test(lines[above]!)) return null;
    const place = placeOf(ABOVE.exec(lines[above]!), files);
    if (place !== null) return place;
  }
  return null;
}

/** The innermost frame that is in a file of the reader's. */
function placeBelow(lines: readonly string[], index: number, files: Files): ErrorPlace | null {
  for (const line of lines.slice(index + 1)) {
    if (HEADING.test(line) || /^Node\.js v/.test(line)) return null;
    const place = placeOf(FRAME.exec(line), files);
    if (place !== null) return place;
  }
  return null;
}

/** Node says which file wanted what cannot be found, and not in which line: that one is looked for. */
function placeOfImport(message: string, files: Files): ErrorPlace | null {
  const [, wanted, from] = IMPORTED.exec(message) ?? [];
  const path = from === undefined ? null : ownPath(from, files);
  if (wanted === undefined || path === null) return null;
  const name = wanted.split('/').at(-1)!;
  const line = files[path]!.split('\n').findIndex(
    (text) => /\b(?:import|from|require|export)\b/.test(text) && text.includes(name),
  );
  return line === -1 ? null : { path, line: line + 1 };
}

function placeOf(match: RegExpExecArray | null, files: Files): ErrorPlace | null {
  const path = match === null ? null : ownPath(match[1]!, files);
  return path === null ? null : { path, line: Number(match![2]) };
}

/** @returns the reader's file at this place, whatever folder the engine has put them in; `null` of any other */
function ownPath(place: string, files: Files): string | null {
  if (place.includes('/node_modules/')) return null;
  let path = place.replace(/^file:\/\//, '');
  try {
    path = decodeURIComponent(path);
  } catch {
    // A path with a percent sign that encodes nothing is one.
  }
  const own = Object.keys(files).filter((name) => path.endsWith(`/${name}`));
  return own.sort((one, other) => other.length - one.length)[0] ?? null;
}
