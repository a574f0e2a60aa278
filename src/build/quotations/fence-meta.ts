/**
 * What a listing in the prose is, said after its language. A quotation says where it is from:
 *
 *     ```json from="rate-limiting/boundary#noon"             the body of the answer to the request “noon”
 *     ```json from="rate-limiting/boundary#noon" at="/bursts"  one value of it: a JSON Pointer (RFC 6901)
 *     ```http from="rate-limiting/middleware#own3"           status line, headers in order, a body after an empty line
 *     ```text from="rate-limiting/algorithms#stdout"         what the process wrote; “#api.stdout” when there are several
 *     ```js from="methods/replay#server.js:10-20"            a file, or lines of it
 *
 * With `excerpt` it is a part: lines that follow each other, an object without some of its members, a statement of
 * SQL inside a program. A line “…” (also as a comment) or an element "…" of a JSON array stands for what is left out
 * between two parts. Headers may always be left out. A listing that is no quotation says so:
 *
 *     ```js example    code that no sandbox has; JavaScript, TypeScript and JSON are parsed
 *     ```js run        a whole program that real Node runs and that must exit with 0, or with N: `run exit=N`
 *     ```text model    neither code nor output: a formula, a sketch
 */

export interface Quotation {
  readonly kind: 'quotation';
  /** The sandbox's id, such as `rate-limiting/boundary`. */
  readonly sandbox: string;
  readonly part: QuotedPart;
  /** A JSON Pointer into an answer's body. */
  readonly at: string | null;
  readonly excerpt: boolean;
}

export type QuotedPart =
  | { readonly kind: 'answer'; readonly request: string }
  /** `process` is `null` when the sandbox has only one. */
  | { readonly kind: 'output'; readonly process: string | null; readonly stream: 'stdout' | 'stderr' }
  /** `lines`: the first and the last one, counted from 1. */
  | { readonly kind: 'file'; readonly path: string; readonly lines: readonly [first: number, last: number] | null };

export type FenceMeta =
  | Quotation
  | { readonly kind: 'example' | 'model' }
  /** `exit` is the exit code that is right. */
  | { readonly kind: 'run'; readonly exit: number };

export class FenceMetaError extends Error {
  override readonly name = 'FenceMetaError';
}

const FORMS =
  'write from="methods/replay#replayPost" (the answer to a request), from="methods/replay#stdout" or from="methods/replay#server.js:10-20", with excerpt behind it if it is a part; or example (code that no sandbox has), run (a program that Node runs) or model (neither code nor output)';

const ATTRIBUTE = /^([a-z]+)(?:=(?:"([^"]*)"|(\S*)))?(?:\s+|$)/;

/**
 * @param meta the words after the language of a fence, or `null`
 * @throws FenceMetaError with a sentence that says what would be right
 */
export function parseFenceMeta(meta: string | null): FenceMeta {
  const given = readAttributes(meta ?? '');
  const kinds = ['from', 'example', 'run', 'model'].filter((name) => given.has(name));
  if (kinds.length === 0) throw new FenceMetaError(`the listing does not say what it is; ${FORMS}`);
  if (kinds.length > 1) throw new FenceMetaError(`a listing is one thing, not ${kinds.join(' and ')}; ${FORMS}`);
  const kind = kinds[0]!;
  const allowed = { from: ['at', 'excerpt'], run: ['exit'] }[kind] ?? [];
  for (const [name, value] of given) {
    if (name !== kind && !allowed.includes(name))
      throw new FenceMetaError(`“${name}” means nothing ${kind === 'from' ? 'here' : `beside ${kind}`}; ${FORMS}`);
    if ((value !== null) !== ['from', 'at', 'exit'].includes(name))
      throw new FenceMetaError(value === null ? `“${name}” needs a value; ${FORMS}` : `“${name}” takes no value`);
  }
  if (kind === 'run') return { kind, exit: readExit(given.get('exit') ?? '0') };
  if (kind !== 'from') return { kind: kind as 'example' | 'model' };
  const quotation = { ...readFrom(given.get('from')!), at: given.get('at') ?? null, excerpt: given.has('excerpt') };
  if (quotation.at !== null && !(quotation.part.kind === 'answer' && /^(\/[^/]+)+$/.test(quotation.at)))
    throw new FenceMetaError(`“at” leads into the body of an answer, such as at="/plan/0"`);
  return quotation;
}

function readAttributes(meta: string): ReadonlyMap<string, string | null> {
  const given = new Map<string, string | null>();
  for (let rest = meta.trim(); rest !== '';) {
    const match = ATTRIBUTE.exec(rest);
    if (match === null) throw new FenceMetaError(`“${rest}” cannot be read; ${FORMS}`);
    const [all, name, quoted, bare] = match;
    if (given.has(name!)) throw new FenceMetaError(`“${name}” is there twice`);
    given.set(name!, quoted ?? bare ?? null);
    rest = rest.slice(all.length);
  }
  return given;
}

function readExit(text: string): number {
  if (!/^\d{1,3}$/.test(text))
    throw new FenceMetaError(`“exit=${text}” is no exit code; write a number, such as exit=1`);
  return Number(text);
}

function readFrom(from: string): Pick<Quotation, 'kind' | 'sandbox' | 'part'> {
  const [sandbox = '', what = '', ...rest] = from.split('#');
  if (sandbox === '' || what === '' || rest.length > 0)
    throw new FenceMetaError(`from="${from}" names no sandbox and part; ${FORMS}`);
  const output = /^(?:([a-z][a-z0-9-]*)\.)?(stdout|stderr)$/.exec(what);
  if (output !== null) {
    const [, process = null, stream] = output;
    return { kind: 'quotation', sandbox, part: { kind: 'output', process, stream: stream as 'stdout' | 'stderr' } };
  }
  const [, path, first, last] = /^([^:]*[./][^:]*)(?::([1-9]\d*)(?:-([1-9]\d*))?)?$/.exec(what) ?? [];
  if (path !== undefined) {
    const lines = first === undefined ? null : ([Number(first), Number(last ?? first)] as const);
    if (lines !== null && lines[0] > lines[1])
      throw new FenceMetaError(`from="${from}" ends before it begins; write the smaller line first`);
    return { kind: 'quotation', sandbox, part: { kind: 'file', path, lines } };
  }
  if (!/^[A-Za-z_][\w-]*$/.test(what))
    throw new FenceMetaError(`“${what}” is neither a request nor a file nor stdout or stderr; ${FORMS}`);
  return { kind: 'quotation', sandbox, part: { kind: 'answer', request: what } };
}
