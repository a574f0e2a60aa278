/** Checks every listing of a chapter against what it says it is: a quotation, a program, a model. */
import type { Catalogue } from '../../sandbox/catalogue/catalogue.ts';
import type { CodeFence } from '../../sandbox/catalogue/chapter-text.ts';
import type { RecordedResponse, Transcript } from '../../sandbox/transcript.ts';
import { compareHttp, compareJson, compareLines, compareSql, parseJson } from './compare.ts';
import { FenceMetaError, parseFenceMeta, type FenceMeta, type Quotation } from './fence-meta.ts';
import { RUNNABLE, syntaxProblem } from './programs.ts';

/** The parts of a sandbox that can be quoted. */
export interface Quotable {
  readonly files: Readonly<Record<string, string>>;
  readonly transcript: Transcript | null;
}

export interface ListingProblem {
  /** The line in the chapter's file, counted from 1. */
  readonly line: number;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/**
 * @param catalogue chapters and sandboxes, all of which can be read
 * @returns what is wrong with the listings of all chapters, one problem a line: file, line, what would be right
 */
export function quotationProblems(catalogue: Catalogue): readonly string[] {
  const sandboxes = new Map<string, Quotable>(catalogue.sandboxes.map((sandbox) => [sandbox.manifest.id, sandbox]));
  return catalogue.chapters.flatMap(({ written }) =>
    written === null
      ? []
      : listingProblems(written.text.fences, sandboxes).map(
          ({ line, message }) => `${written.file}:${line}: ${message}`,
        ),
  );
}

/**
 * @param fences the listings of one chapter
 * @param sandboxes sandboxes by id
 * @returns what is wrong, in the order of the text
 */
export function listingProblems(
  fences: readonly CodeFence[],
  sandboxes: ReadonlyMap<string, Quotable>,
): readonly ListingProblem[] {
  return fences.flatMap((fence) => {
    try {
      const problem = problemOf(fence, parseFenceMeta(fence.meta), sandboxes);
      return problem === null ? [] : [problem];
    } catch (error) {
      if (!(error instanceof FenceMetaError || error instanceof QuotationError)) throw error;
      return [{ line: fence.line, message: error.message }];
    }
  });
}

function problemOf(fence: CodeFence, meta: FenceMeta, sandboxes: ReadonlyMap<string, Quotable>): ListingProblem | null {
  if (meta.kind === 'quotation') {
    const difference = compare(fence, meta, sandboxes);
    if (difference === null) return null;
    return { line: fence.line, message: `this is not what ${fence.meta} says: ${difference}` };
  }
  if (meta.kind === 'model') return null;
  if (meta.kind === 'run' && !RUNNABLE.includes(fence.language ?? ''))
    return {
      line: fence.line,
      message: `real Node runs ${RUNNABLE.join(', ')}; write one of them as the language, or example instead of run`,
    };
  const syntax = syntaxProblem(fence.language, fence.text);
  return (
    syntax && {
      line: fence.line + syntax.line,
      message: `this is not ${fence.language}: ${syntax.message}; if it is not meant to be, write text as the language, or model instead of ${meta.kind}`,
    }
  );
}

/** The error for a quotation of something that does not exist. */
class QuotationError extends Error {}

function compare(fence: CodeFence, quotation: Quotation, sandboxes: ReadonlyMap<string, Quotable>): string | null {
  const { part, excerpt } = quotation;
  const sandbox = sandboxes.get(quotation.sandbox);
  if (sandbox === undefined)
    throw new QuotationError(
      `there is no sandbox “${quotation.sandbox}” to quote; there are ${[...sandboxes.keys()].join(', ')}`,
    );
  if (part.kind === 'answer' && quotation.at === null && fence.language === 'http')
    return compareHttp(fence.text, answerOf(sandbox, quotation), { excerpt });
  const quoted = part.kind === 'answer' ? bodyOf(sandbox, quotation, fence.language) : textOf(sandbox, quotation);
  if (fence.language === 'json' && (part.kind !== 'file' || part.lines === null))
    return compareJson(fence.text, quoted, { excerpt });
  if (fence.language === 'sql') return compareSql(fence.text, quoted, { excerpt });
  return compareLines(fence.text, quoted, { excerpt, shifted: part.kind === 'file' });
}

function transcriptOf({ transcript }: Quotable, { sandbox }: Quotation): Transcript {
  if (transcript === null)
    throw new QuotationError(`${sandbox} has no recording to quote; run “npm run record -- ${sandbox}”`);
  return transcript;
}

function answerOf(sandbox: Quotable, quotation: Quotation): RecordedResponse {
  const { exchanges } = transcriptOf(sandbox, quotation);
  const request = quotation.part.kind === 'answer' ? quotation.part.request : '';
  const exchange = exchanges.find(({ name }) => name === request);
  if (exchange === undefined) {
    const names = exchanges.map(({ name }) => name);
    const right = names.length === 0 ? 'it records none, but stdout' : `it records ${names.join(', ')}`;
    throw new QuotationError(`no recording of ${quotation.sandbox} has a request “${request}”; ${right}`);
  }
  if (exchange.response === null)
    throw new QuotationError(`the request “${request}” of ${quotation.sandbox} had no answer (${exchange.error})`);
  return exchange.response;
}

function bodyOf(sandbox: Quotable, quotation: Quotation, language: string | null): string {
  const { body, encoding } = answerOf(sandbox, quotation);
  if (encoding !== undefined) throw new QuotationError('the answer is bytes that are not text; quote its head as http');
  if (quotation.at === null) return body;
  let value: unknown = parseJson(body);
  for (const key of quotation.at.slice(1).split('/')) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      throw new QuotationError(`the answer has nothing at ${quotation.at}: “${name}” is not there`);
    value = (value as Record<string, unknown>)[name];
  }
  if (language === 'json') return JSON.stringify(value);
  // An array is shown as lines, such as those of a query plan.
  const lines: unknown[] = Array.isArray(value) ? value : [value];
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}

function textOf(sandbox: Quotable, quotation: Quotation): string {
  const { part } = quotation;
  if (part.kind === 'output') {
    const { processes } = transcriptOf(sandbox, quotation);
    const names = Object.keys(processes);
    const process = part.process ?? (names.length === 1 ? names[0]! : '');
    const recorded = processes[process];
    if (recorded !== undefined) return recorded[part.stream];
    throw new QuotationError(
      `write which process of ${quotation.sandbox} wrote it, such as #${names[0]}.${part.stream}; it has ${names.join(', ')}`,
    );
  }
  const { path, lines } = part as Extract<typeof part, { kind: 'file' }>;
  const text = sandbox.files[path];
  if (text === undefined)
    throw new QuotationError(
      `${quotation.sandbox} has no file “${path}”; it has ${Object.keys(sandbox.files).join(', ')}`,
    );
  if (lines === null) return text;
  const all = text.replace(/\n$/, '').split('\n');
  if (lines[1] > all.length) throw new QuotationError(`${path} has ${all.length} lines, and no line ${lines[1]}`);
  return all.slice(lines[0] - 1, lines[1]).join('\n');
}
