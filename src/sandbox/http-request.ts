/** Makes the request to send from a block of a `.http` file. */
import type { HttpBlock, HttpFile, HttpVariable } from './http-file.ts';
import type { ReferenceResult } from './http-reference.ts';
import { nameOf } from './reference-name.ts';

/** A request with its variables replaced; the shape an engine's `Session.request` takes. */
export interface PreparedRequest {
  readonly port: number;
  readonly method: string;
  /** Path and query exactly as written: nothing is normalized. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** Milliseconds that pass on the sandbox's clock before the request is sent. */
  readonly sleep?: number;
  /** Set when the request opens a WebSocket: its address begins with `ws:`. */
  readonly socket?: true;
  /** The whole address, for people. */
  readonly url: string;
}

export type PrepareResult =
  | { readonly ok: true; readonly request: PreparedRequest }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** The context of a request, beside its own file. */
export interface PrepareContext {
  /** The names of requests, to whose answers a request may refer. */
  readonly names: readonly string[];
  /**
   * Gives the value of a reference to the answer to a request, or `null` when that request has no answer yet. It is
   * left out when nothing is sent: then references to earlier answers, and the count of a loop, stay as they are
   * written.
   */
  readonly resolve?: (reference: string, name: string) => ReferenceResult | null;
  /** The number of the request within its loop, from 0. */
  readonly index?: number;
}

const PLACEHOLDER = /\{\{\s*([^{}\s]*)\s*\}\}/g;
/** Matches the words with which httpyac and others begin the line of a WebSocket. */
const SOCKET = /^(?:WEBSOCKET|WS)$/;
/** The port on which examples listen unless they are told otherwise. */
const DEFAULT_PORT = 3000;

/**
 * Replaces `{{variables}}` and takes the address apart.
 *
 * @param block the request as written
 * @param variables the variables of its file; a value may use variables itself
 * @returns the request, or the sentence that says why it cannot be sent
 */
export function prepareRequest(
  block: HttpBlock,
  variables: readonly HttpVariable[],
  context: PrepareContext = { names: [] },
): PrepareResult {
  try {
    const replace = (text: string) => substitute(text, variables, context, []);
    const target = parseAddress(replace(block.url));
    const request: PreparedRequest = {
      method: SOCKET.test(block.method) ? 'GET' : block.method,
      headers: block.headers.map(([name, value]) => [name, replace(value)] as const),
      ...target,
      ...(block.sleep !== undefined && { sleep: block.sleep }),
      ...((SOCKET.test(block.method) || /^ws:/i.test(target.url)) && { socket: true as const }),
    };
    if (request.socket && request.method !== 'GET')
      throw new PrepareError(`A WebSocket is opened with GET: write “WEBSOCKET ${request.url}”.`);
    return { ok: true, request: block.body === null ? request : { ...request, body: replace(block.body) } };
  } catch (error) {
    if (error instanceof PrepareError) return { ok: false, line: block.line, message: error.message };
    throw error;
  }
}

/**
 * Prepares every request of a file before anything is sent; the errors carry their lines. References to earlier answers
 * stay as they are written: `sendingOrder` makes the requests that are sent.
 */
export function prepareAll(file: HttpFile): {
  requests: { block: HttpBlock; request: PreparedRequest }[];
  errors: { line: number; message: string }[];
} {
  const requests: { block: HttpBlock; request: PreparedRequest }[] = [];
  const errors: { line: number; message: string }[] = [];
  const names: string[] = [];
  for (const block of file.blocks) {
    const prepared = prepareRequest(block, file.variables, { names });
    if (prepared.ok) requests.push({ block, request: prepared.request });
    else errors.push({ line: prepared.line, message: prepared.message });
    if (block.name !== null) names.push(block.name);
  }
  return { requests, errors };
}

class PrepareError extends Error {}

function substitute(
  text: string,
  variables: readonly HttpVariable[],
  context: PrepareContext,
  within: readonly string[],
): string {
  return text.replace(PLACEHOLDER, (written: string, name: string) => {
    if (name === '$index') {
      if (context.resolve === undefined) return written;
      return String(context.index ?? 0);
    }
    if (name.startsWith('$'))
      throw new PrepareError(`{{${name}}} would be different every time; write the value itself.`);
    if (/[.[]/.test(name)) return refer(name, written, context);
    if (within.includes(name)) throw new PrepareError(`The variable “${name}” is defined by itself; give it a value.`);
    const variable = variables.find((known) => known.name === name);
    if (!variable) {
      if (context.names.includes(name))
        throw new PrepareError(`“${name}” is a request; say what of its answer, as in {{${name}.response.body.id}}.`);
      const known = variables.map((each) => each.name).join(', ');
      throw new PrepareError(
        `There is no variable “${name}”; define it at the top as “@${name} = …”${known === '' ? '' : ` or use one of: ${known}`}.`,
      );
    }
    return substitute(variable.value, variables, context, [...within, name]);
  });
}

/** A value of an earlier answer. */
function refer(reference: string, written: string, { names, resolve }: PrepareContext): string {
  const name = nameOf(reference);
  if (!names.includes(name)) {
    const known = names.length === 0 ? '' : ` before this one, such as ${names.slice(0, 8).join(', ')}`;
    throw new PrepareError(
      `{{${reference}}} refers to a request “${name}”; no request has that name${known}. Write “# @name ${name}” above the request that is meant.`,
    );
  }
  if (resolve === undefined) return written;
  const result = resolve(reference, name);
  if (result === null)
    throw new PrepareError(`{{${reference}}} needs the answer to “${name}”, which has none yet; send that one first.`);
  if (!result.ok) throw new PrepareError(result.message);
  return result.value;
}

function parseAddress(url: string): { port: number; path: string; url: string } {
  if (/\s/.test(url)) throw new PrepareError('The address contains a space; write %20 instead.');
  // The whole address comes from an earlier answer.
  if (url.startsWith('{{')) return { port: DEFAULT_PORT, path: url, url };
  const withoutFragment = url.replace(/#.*$/, '');
  if (withoutFragment.startsWith('/')) {
    return { port: DEFAULT_PORT, path: withoutFragment, url: `http://localhost:${DEFAULT_PORT}${withoutFragment}` };
  }
  const parts = /^(?:http|ws):\/\/([^/?#]*)([/?].*)?$/i.exec(withoutFragment);
  if (!parts)
    throw new PrepareError(
      `“${url}” is not an address this sandbox can send to; write http://localhost:3000 and a path.`,
    );
  const [, authority = '', target = '/'] = parts;
  const server = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/i.exec(authority);
  if (!server)
    throw new PrepareError(
      `“${authority}” is outside this page; a sandbox reaches only its own servers, such as http://localhost:3000.`,
    );
  const port = server[2] === undefined ? 80 : Number(server[2]);
  if (port < 1 || port > 65535) throw new PrepareError(`${server[2]} is not a port; ports go from 1 to 65535.`);
  return { port, path: target.startsWith('?') ? `/${target}` : target, url: withoutFragment };
}
