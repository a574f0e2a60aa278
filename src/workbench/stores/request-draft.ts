/** A request as the reader sees and changes it: text in `.http` form that is read when it is sent. */
import { parseHttpFile, serializeBlock, type HttpBlock, type HttpVariable } from '../../sandbox/http-file.ts';
import { prepareRequest, type PrepareContext, type PreparedRequest } from '../../sandbox/http-request.ts';

export interface RequestDraft {
  readonly id: number;
  /** What prose calls it; `null` for the reader's own. */
  readonly name: string | null;
  readonly title: string;
  /** As the author wrote it; `null` for the reader's own. */
  readonly original: string | null;
  readonly text: string;
}

export type DraftResult =
  | {
      readonly ok: true;
      readonly request: PreparedRequest;
      /** How often it is sent. */
      readonly loop: number;
    }
  | { readonly ok: false; readonly message: string };

/** The offered requests and the variables they share. A file that cannot be read offers nothing. */
export function readDrafts(http: string | null): { drafts: RequestDraft[]; variables: readonly HttpVariable[] } {
  const parsed = http === null ? null : parseHttpFile(http);
  if (parsed === null || !parsed.ok) return { drafts: [], variables: [] };
  const drafts = parsed.file.blocks.map((block, id) => {
    const text = editable(block);
    return { id, name: block.name, title: block.title, original: text, text };
  });
  return { drafts, variables: parsed.file.variables };
}

/** What the reader edits: the request itself; its title and name are not theirs to change. */
function editable(block: HttpBlock): string {
  return serializeBlock({ ...block, comments: [], name: null });
}

/**
 * Reads a draft; errors are sentences that name the line when there is more than one.
 *
 * @param context what it may refer to; with `resolve` it is made to be sent
 */
export function prepareDraft(text: string, variables: readonly HttpVariable[], context?: PrepareContext): DraftResult {
  const parsed = parseHttpFile(text);
  const manyLines = text.trim().includes('\n');
  const located = (line: number, message: string) => (manyLines ? `Line ${line}: ${message}` : message);
  if (!parsed.ok)
    return { ok: false, message: parsed.errors.map(({ line, message }) => located(line, message)).join(' ') };
  const [block, second] = parsed.file.blocks;
  if (block === undefined)
    return {
      ok: false,
      message: 'There is no request here; write a method and an address, such as “GET http://localhost:3000/”.',
    };
  if (second !== undefined)
    return { ok: false, message: `Line ${second.line}: one request at a time; remove the “###” and what follows it.` };
  const prepared = prepareRequest(block, [...parsed.file.variables, ...variables], context);
  return prepared.ok
    ? { ...prepared, loop: block.loop ?? 1 }
    : { ok: false, message: located(prepared.line, prepared.message) };
}
