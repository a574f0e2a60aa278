/** From a block of a `.http` file to the request that goes over the wire. */
import type { HttpBlock, HttpFile, HttpVariable } from './http-file.ts';

/** A request with its variables replaced; the shape an engine's `Session.request` takes. */
export interface PreparedRequest {
  readonly port: number;
  readonly method: string;
  /** Path and query exactly as written: nothing is normalized. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** Milliseconds that pass on the sandbox's clock before it is sent. */
  readonly sleep?: number;
  /** The whole address, for people. */
  readonly url: string;
}

export type PrepareResult =
  | { readonly ok: true; readonly request: PreparedRequest }
  | { readonly ok: false; readonly line: number; readonly message: string };

const PLACEHOLDER = /\{\{\s*([^{}\s]*)\s*\}\}/g;
/** Where examples listen unless they are told otherwise. */
const DEFAULT_PORT = 3000;

/**
 * Replaces `{{variables}}` and takes the address apart.
 *
 * @param block the request as written
 * @param variables those of its file; a value may use variables itself
 * @returns the request, or the sentence that says why it cannot be sent
 */
export function prepareRequest(block: HttpBlock, variables: readonly HttpVariable[]): PrepareResult {
  try {
    const replace = (text: string) => substitute(text, variables, []);
    const target = parseAddress(replace(block.url));
    const request: PreparedRequest = {
      method: block.method,
      headers: block.headers.map(([name, value]) => [name, replace(value)] as const),
      ...target,
      ...(block.sleep !== undefined && { sleep: block.sleep }),
    };
    return { ok: true, request: block.body === null ? request : { ...request, body: replace(block.body) } };
  } catch (error) {
    if (error instanceof PrepareError) return { ok: false, line: block.line, message: error.message };
    throw error;
  }
}

/** Prepares every request of a file; the errors carry their lines. */
export function prepareAll(file: HttpFile): {
  requests: { block: HttpBlock; request: PreparedRequest }[];
  errors: { line: number; message: string }[];
} {
  const requests: { block: HttpBlock; request: PreparedRequest }[] = [];
  const errors: { line: number; message: string }[] = [];
  for (const block of file.blocks) {
    const prepared = prepareRequest(block, file.variables);
    if (prepared.ok) requests.push({ block, request: prepared.request });
    else errors.push({ line: prepared.line, message: prepared.message });
  }
  return { requests, errors };
}

class PrepareError extends Error {}

function substitute(text: string, variables: readonly HttpVariable[], within: readonly string[]): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    if (name.startsWith('$'))
      throw new PrepareError(`{{${name}}} would be different every time; write the value itself.`);
    if (name.includes('.'))
      throw new PrepareError(
        `{{${name}}} refers to an earlier answer, which is not supported; write the value itself.`,
      );
    if (within.includes(name)) throw new PrepareError(`The variable “${name}” is defined by itself; give it a value.`);
    const variable = variables.find((known) => known.name === name);
    if (!variable) {
      const known = variables.map((each) => each.name).join(', ');
      throw new PrepareError(
        `There is no variable “${name}”; define it at the top as “@${name} = …”${known === '' ? '' : ` or use one of: ${known}`}.`,
      );
    }
    return substitute(variable.value, variables, [...within, name]);
  });
}

function parseAddress(url: string): { port: number; path: string; url: string } {
  if (/\s/.test(url)) throw new PrepareError('The address contains a space; write %20 instead.');
  const withoutFragment = url.replace(/#.*$/, '');
  if (withoutFragment.startsWith('/')) {
    return { port: DEFAULT_PORT, path: withoutFragment, url: `http://localhost:${DEFAULT_PORT}${withoutFragment}` };
  }
  const parts = /^http:\/\/([^/?#]*)([/?].*)?$/i.exec(withoutFragment);
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
