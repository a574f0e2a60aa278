/**
 * The `.http` files in which a sandbox offers its requests: the part of the JetBrains / REST Client
 * format that this book uses, so that the same file works in those editors and in httpyac.
 *
 *     @host = http://localhost:3000
 *
 *     ### Create a user
 *     # A comment: shown beside the request.
 *     # @name create
 *     # @sleep 60000
 *     # @loop for 3
 *     POST {{host}}/users
 *     Content-Type: application/json
 *
 *     {"name": "Ada"}
 *
 * `@sleep` is httpyac's: so many milliseconds pass before the request is sent. In a sandbox its clock moves on by
 * them, and nobody has to wait; editors that do not know `@sleep` take it for a comment. `@loop` is httpyac's, too: the
 * request is sent so many times, one after the other, and `{{$index}}` counts from 0.
 *
 * `WEBSOCKET ws://localhost:3000/chat` opens a WebSocket; the text below its headers is the first message.
 *
 * The parser runs in the browser and in Node; it refuses text that it cannot read, with the line and what to write.
 */

export interface HttpVariable {
  readonly name: string;
  readonly value: string;
}

/** One `###` block, as written: variables are not yet replaced. */
export interface HttpBlock {
  /** The request's title, for people; empty when the block has none. */
  readonly title: string;
  /** The request's name, by which chapters refer to it (`# @name`); `null` when the block has none. */
  readonly name: string | null;
  /** Milliseconds that pass on the sandbox's clock before the request is sent (`# @sleep`); 0 when left out. */
  readonly sleep?: number;
  /** How often the request is sent, one after the other (`# @loop for 3`); once when left out. */
  readonly loop?: number;
  /** Plain comment lines before the request line, without their `#`. */
  readonly comments: readonly string[];
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  /** Line of the request line, counted from 1. */
  readonly line: number;
}

export interface HttpFile {
  readonly variables: readonly HttpVariable[];
  readonly blocks: readonly HttpBlock[];
}

export interface HttpFileError {
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what would be right, in one or two sentences. */
  readonly message: string;
}

export type HttpFileResult =
  { readonly ok: true; readonly file: HttpFile } | { readonly ok: false; readonly errors: readonly HttpFileError[] };

/** A method or header name: RFC 9110 section 5.6.2, `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Methods that editors of this format recognize when the line could also be a bare URL. */
const URL_START = /^(https?:\/\/|wss?:\/\/|\/|\{\{)/i;
const VARIABLE_LINE = /^@([^\s=]+)\s*=\s*(.*?)\s*$/;
const VARIABLE_NAME = /^[A-Za-z_][\w-]*$/;
const DIRECTIVE = /^(?:#|\/\/)\s*@(\S+)\s*(.*?)\s*$/;
const COMMENT = /^(?:#|\/\/)\s?(.*?)\s*$/;
const REQUEST_NAME = /^[A-Za-z_][\w-]*$/;
/** Matches `for 3`, the form of `@loop` that needs no script. */
const LOOP = /^for\s+([1-9]\d*)$/;
/** How often a request can be sent by one press of a button. */
const MOST_LOOPS = 1000;
/** Matches the milliseconds of `@sleep`: up to a hundred days or so. */
const MILLISECONDS = /^[1-9]\d{0,9}$/;

/**
 * Reads a `.http` file.
 *
 * @param text the file; LF or CRLF
 * @returns its blocks in order, or every error found, each with its line
 */
export function parseHttpFile(text: string): HttpFileResult {
  const errors: HttpFileError[] = [];
  const variables: HttpVariable[] = [];
  const blocks: HttpBlock[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);

  let start = 0;
  let title: string | null = null;
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index];
    const separator = line === undefined ? null : /^###(?!#)\s*(.*?)\s*$/.exec(line);
    if (line !== undefined && separator === null) continue;
    const block = parseBlock(lines.slice(start, index), start + 1, title, variables, errors);
    if (block !== null) blocks.push(block);
    title = separator?.[1] ?? '';
    start = index + 1;
  }

  const names = new Map<string, number>();
  for (const block of blocks) {
    if (block.name === null) continue;
    const earlier = names.get(block.name);
    if (earlier !== undefined) {
      errors.push({
        line: block.line,
        message: `The name “${block.name}” is already used by the request on line ${earlier}; every @name must be different.`,
      });
    }
    names.set(block.name, block.line);
  }

  if (errors.length > 0) return { ok: false, errors: errors.sort((a, b) => a.line - b.line) };
  return { ok: true, file: { variables, blocks } };
}

/** Reads the lines between two separators; `null` when they hold no request. */
function parseBlock(
  lines: readonly string[],
  firstLine: number,
  title: string | null,
  variables: HttpVariable[],
  errors: HttpFileError[],
): HttpBlock | null {
  const fail = (index: number, message: string) => {
    errors.push({ line: firstLine + index, message });
  };
  const comments: string[] = [];
  let name: string | null = null;
  let sleep = 0;
  let loop = 1;
  let index = 0;

  for (; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (line.trim() === '') continue;
    const directive = DIRECTIVE.exec(line);
    if (directive) {
      const [, keyword = '', argument = ''] = directive;
      if (keyword === 'sleep') {
        if (MILLISECONDS.test(argument)) sleep = Number(argument);
        else fail(index, `“${argument}” is not a time to sleep: write milliseconds, as in “# @sleep 60000”.`);
      } else if (keyword === 'loop') {
        loop = Number(LOOP.exec(argument)?.[1] ?? 0);
        if (loop < 1 || loop > MOST_LOOPS)
          fail(
            index,
            `“${argument}” is not a loop that is understood here: write how often, up to ${MOST_LOOPS} times, as in “# @loop for 3”.`,
          );
      } else if (keyword !== 'name')
        fail(
          index,
          `“# @${keyword}” is not understood here; the directives are “# @name shortName”, “# @sleep 60000” and “# @loop for 3”.`,
        );
      else if (!REQUEST_NAME.test(argument))
        fail(
          index,
          `“${argument}” cannot be a request’s name: use letters, digits, - and _, starting with a letter, as in “# @name create”.`,
        );
      else name = argument;
      continue;
    }
    const comment = COMMENT.exec(line);
    if (comment) {
      comments.push(comment[1] ?? '');
      continue;
    }
    if (line.startsWith('@')) {
      const variable = VARIABLE_LINE.exec(line);
      if (!variable || !VARIABLE_NAME.test(variable[1]!)) {
        fail(index, `“${line.trim()}” is not a variable; write it as “@host = http://localhost:3000”.`);
      } else if (variables.some((known) => known.name === variable[1])) {
        fail(index, `The variable “${variable[1]}” is already defined above; give this one another name.`);
      } else {
        variables.push({ name: variable[1]!, value: variable[2]! });
      }
      continue;
    }
    break;
  }

  if (index === lines.length) {
    if (title !== null && (title !== '' || name !== null)) {
      fail(-1, `The block “${title}” has no request; write a line such as “GET http://localhost:3000/” below it.`);
    }
    return null;
  }

  // `{{ host }}` is the same as `{{host}}`; without its spaces the line falls apart at the right places.
  const requestLine = parseRequestLine(lines[index]!.trim().replace(/\{\{\s*([^{}\s]*)\s*\}\}/g, '{{$1}}'));
  const line = firstLine + index;
  if ('message' in requestLine) {
    fail(index, requestLine.message);
    return null;
  }

  const headers: [string, string][] = [];
  for (index += 1; index < lines.length && lines[index]!.trim() !== ''; index += 1) {
    const header = parseHeader(lines[index]!);
    if (header === null) continue;
    if ('message' in header) fail(index, header.message);
    else headers.push([header.name, header.value]);
  }

  const bodyLines = lines.slice(index + 1);
  while (bodyLines.length > 0 && bodyLines.at(-1)!.trim() === '') bodyLines.pop();
  bodyLines.forEach((bodyLine, offset) => {
    const unsupported = /^(<@?\s+\S|>\s*\{%|>\s+\S|<>\s)/.test(bodyLine);
    if (unsupported)
      fail(
        index + 1 + offset,
        `“${bodyLine.trim()}” uses a file or a script, which is not supported here; write the body itself.`,
      );
  });

  return {
    title: title ?? '',
    name,
    ...(sleep > 0 && { sleep }),
    ...(loop > 1 && { loop }),
    comments,
    ...requestLine,
    headers,
    body: bodyLines.length === 0 ? null : bodyLines.join('\n'),
    line,
  };
}

function parseRequestLine(text: string): { method: string; url: string } | { message: string } {
  if (URL_START.test(text) && !/\s/.test(text)) return { method: 'GET', url: text };
  const [method = '', ...rest] = text.split(/\s+/);
  const version = rest.at(-1);
  if (rest.length > 1 && version !== undefined && /^HTTP\/\d/i.test(version)) {
    if (!/^HTTP\/1\.1$/i.test(version))
      return { message: `${version} is not spoken here; leave the version out or write HTTP/1.1.` };
    rest.pop();
  }
  if (!TOKEN.test(method) || rest.length === 0) {
    return {
      message: `“${text}” is not a request line; write a method and an address, such as “GET http://localhost:3000/”.`,
    };
  }
  if (rest.length > 1) return { message: `The address contains a space; write %20 instead.` };
  return { method, url: rest[0]! };
}

function parseHeader(text: string): { name: string; value: string } | { message: string } | null {
  if (/^(#|\/\/)/.test(text)) return null;
  if (/^\s*[?&]/.test(text))
    return {
      message: `“${text.trim()}” looks like a piece of the address; write the whole address on the request line.`,
    };
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trim();
  if (colon === -1 || !TOKEN.test(name)) {
    return {
      message: `“${text.trim()}” is not a header; write “Name: value”, and leave a blank line before the body.`,
    };
  }
  return { name, value: text.slice(colon + 1).trim() };
}

/**
 * Writes a `.http` file in the book's own layout. Reading it back gives the same blocks (their lines
 * may differ).
 */
export function serializeHttpFile(file: HttpFile): string {
  const variables = file.variables.map(({ name, value }) => `@${name} = ${value}\n`).join('');
  const blocks = file.blocks.map((block) => `${`### ${block.title}`.trimEnd()}\n${serializeBlock(block)}`);
  return [variables, ...blocks].filter((part) => part !== '').join('\n');
}

/** One block without its `###` line, ending with a line break: what a reader edits. */
export function serializeBlock(block: HttpBlock): string {
  const head = [
    ...block.comments.map((comment) => `# ${comment}`.trimEnd()),
    ...(block.name === null ? [] : [`# @name ${block.name}`]),
    ...(block.sleep === undefined ? [] : [`# @sleep ${block.sleep}`]),
    ...(block.loop === undefined ? [] : [`# @loop for ${block.loop}`]),
    `${block.method} ${block.url}`,
    ...block.headers.map(([name, value]) => `${name}: ${value}`.trimEnd()),
  ];
  const body = block.body === null ? '' : `\n${block.body}\n`;
  return `${head.join('\n')}\n${body}`;
}
