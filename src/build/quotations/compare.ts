/**
 * Compares listings with what they quote. Each function returns `null` when the listing agrees, else one sentence about
 * the first place that differs.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The mark for parts that a listing leaves out: alone on a line, or as an element of an array. */
const LEFT_OUT = '…';
const LEFT_OUT_LINE = /^\s*(?:\/\/|#|--|\/\*|<!--)?\s*…\s*(?:\*\/|-->)?$/;

interface LineOptions {
  /** Whether the listing may begin and end anywhere in the quoted text. */
  readonly excerpt: boolean;
  /** Whether the listing may be indented less than the quoted text, by the same amount in every line. */
  readonly shifted: boolean;
}

/** Compares line by line; spaces at the end of a line do not count. */
export function compareLines(listing: string, quoted: string, { excerpt, shifted }: LineOptions): string | null {
  const have = linesOf(quoted);
  const parts = partsOf(listing);
  let shift = shifted ? undefined : '';
  let from = 0;
  for (const [number, part] of parts.entries()) {
    // A mark at the beginning or the end leaves an empty part beside it.
    if (part.length === 0) continue;
    const begins = !excerpt && number === 0;
    const ends = !excerpt && number === parts.length - 1;
    const first = begins ? 0 : ends ? Math.max(from, have.length - part.length) : from;
    const last = begins || ends ? first : Math.max(from, have.length - 1);
    let best = { start: first, matched: 0 };
    let found = false;
    for (let start = first; start <= last && !found; start += 1) {
      const indent = shift ?? indentBetween(part[0]!, have[start] ?? '');
      const differs = part.findIndex((line, index) => have[start + index] !== (line === '' ? '' : indent + line));
      if (differs > best.matched) best = { start, matched: differs };
      found = differs === -1;
      if (found) [shift, from] = [indent, start + part.length];
    }
    if (!found && best.matched === 0 && first < last)
      return `“${short(part[0]!.trim())}” is not in the text that it quotes`;
    if (!found) return difference(part[best.matched]!, have[best.start + best.matched]);
    if (ends && from < have.length)
      return `it ends before “${short(have.slice(from).join(' ').trim())}”; write excerpt if it is a part`;
  }
  return null;
}

const difference = (line: string, quoted: string | undefined): string =>
  quoted === undefined
    ? `“${short(line.trim())}” comes after the end`
    : `the listing has “${short(line.trim())}” where ${quoted.trim() === '' ? 'an empty line' : `“${short(quoted.trim())}”`} is right`;

/** The indentation that the quoted line has beyond the listing's. */
const indentBetween = (line: string, quoted: string): string =>
  quoted.endsWith(line) && quoted.slice(0, quoted.length - line.length).trim() === ''
    ? quoted.slice(0, quoted.length - line.length)
    : '';

const linesOf = (text: string): string[] =>
  text
    .replace(/\n+$/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd());

/** The parts of a listing between marks for what is left out, as lines. */
function partsOf(listing: string): string[][] {
  const parts: string[][] = [[]];
  for (const line of linesOf(listing)) {
    if (LEFT_OUT_LINE.test(line)) parts.push([]);
    else parts.at(-1)!.push(line);
  }
  return parts;
}

/** Compares values; how they are laid out does not count, the order of members does. */
export function compareJson(
  listing: string,
  quoted: string,
  { excerpt }: { readonly excerpt: boolean },
): string | null {
  const [want, have] = [parseJson(listing), parseJson(quoted)];
  if (have === undefined) return 'what it quotes is not JSON; use another language, such as text';
  if (want === undefined)
    return 'the listing is not JSON; leave elements of an array out as "…", and members of an object with excerpt';
  return differ(want, have, '', excerpt);
}

function differ(want: Json, have: Json, path: string, excerpt: boolean): string | null {
  if (isArray(want) && isArray(have)) return differInArray(want, have, path, excerpt);
  if (isObject(want) && isObject(have)) {
    const keys = Object.keys(have);
    let position = 0;
    for (const [key, value] of Object.entries(want)) {
      const index = keys.indexOf(key);
      if (index === -1) return `${path}/${key} is not in what it quotes, which has ${short(keys.join(', '))}`;
      if (index < position) return `${path}/${key} comes before ${keys[position - 1]} in what it quotes`;
      position = index + 1;
      const found = differ(value, have[key]!, `${path}/${key}`, excerpt);
      if (found !== null) return found;
    }
    const missing = keys.filter((key) => !Object.hasOwn(want, key));
    if (excerpt || missing.length === 0) return null;
    return `${path === '' ? 'the listing' : path} lacks ${short(missing.join(', '))}; write excerpt if members are left out`;
  }
  if (want === have) return null;
  return `${path === '' ? 'the listing' : path} is ${short(JSON.stringify(want))} where ${short(JSON.stringify(have))} is right`;
}

function differInArray(want: readonly Json[], have: readonly Json[], path: string, excerpt: boolean): string | null {
  let position = 0;
  let gap = false;
  for (const [index, element] of want.entries()) {
    if (element === LEFT_OUT) {
      gap = true;
      continue;
    }
    if (position >= have.length) return `${path}/${index} comes after the end`;
    const found = gap
      ? have.findIndex((candidate, at) => at >= position && differ(element, candidate, '', excerpt) === null)
      : position;
    if (found === -1) return `${path}/${index}, ${short(JSON.stringify(element))}, does not follow in what it quotes`;
    const difference = differ(element, have[found]!, `${path}/${found}`, excerpt);
    if (difference !== null) return difference;
    position = found + 1;
    gap = false;
  }
  if (gap || position === have.length) return null;
  return `${path === '' ? 'the listing' : path} ends before ${short(JSON.stringify(have[position]))}; write "…" for elements that are left out`;
}

/** Compares statements: how they are broken into lines does not count, nor a semicolon at the end. */
export function compareSql(listing: string, quoted: string, { excerpt }: { readonly excerpt: boolean }): string | null {
  const have = flat(quoted);
  const parts = partsOf(listing).map((part) => flat(part.join('\n')));
  let from = 0;
  for (const [number, part] of parts.entries()) {
    const at = have.indexOf(part, from);
    if (at === -1) return `“${short(part)}” is not in the text that it quotes`;
    if (!excerpt && number === 0 && part !== '' && at > 0)
      return `it begins after “${short(have.slice(0, at).trim())}”; write excerpt if it is a part`;
    from = at + part.length;
  }
  if (excerpt || parts.at(-1) === '' || from === have.length) return null;
  return `it ends before “${short(have.slice(from).trim())}”; write excerpt if it is a part`;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().replace(/;$/, '');

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Compares a response as it is sent: its status line, some headers in their order, and a body after an empty line. */
export function compareHttp(listing: string, answer: Answer, options: { readonly excerpt: boolean }): string | null {
  const [head = '', ...body] = listing.split(/\n\n/);
  const [status, ...headers] = linesOf(head);
  const right = `HTTP/1.1 ${answer.status} ${answer.statusText}`.trimEnd();
  if (status !== right) return difference(status!, right);
  const have = answer.headers.map(([name, value]) => `${name}: ${value}`.trimEnd());
  let position = 0;
  for (const line of headers) {
    if (LEFT_OUT_LINE.test(line)) continue;
    const index = have.indexOf(line, position);
    if (index === -1) {
      const name = line.split(':')[0]!.toLowerCase();
      const same = have.find((header) => header.split(':')[0]!.toLowerCase() === name);
      if (same === undefined)
        return `the answer has no header “${short(line)}”; it has ${have.map((header) => header.split(':')[0]).join(', ')}`;
      return same === line ? `“${short(line)}” comes earlier in the answer` : difference(line, same);
    }
    position = index + 1;
  }
  if (body.length === 0) return null;
  const text = body.join('\n\n');
  return parseJson(answer.body) === undefined
    ? compareLines(text, answer.body, { ...options, shifted: false })
    : compareJson(text, answer.body, options);
}

/** @returns `undefined` when the text is not JSON */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const short = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 99)}…`);
