/**
 * Functions that every server calls while it starts, marked for compiling with the module they are in. V8
 * reads a function over when it compiles the one around it, and reads it again when it is first called; one in
 * parentheses it compiles at once, on the guess that it is called at once (https://v8.dev/blog/preparser#pife).
 * Which functions those are was counted in the engine (`npm run count-started`) and is kept in `started.json`.
 */
import { parse, type Node } from 'acorn';
import { createHash } from 'node:crypto';

type AnyNode = Node & Record<string, unknown>;

/** Builtin id to a hash of its minified source and the functions in it that run, by their number. */
export type Started = Readonly<Record<string, readonly [hash: string, numbers: readonly number[]]>>;

interface FunctionAt {
  readonly node: AnyNode & {
    readonly body: AnyNode;
    readonly expression: boolean;
    readonly id: { readonly name: string } | null;
  };
  readonly parent: AnyNode;
}

export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex').slice(0, 8);

/**
 * @param code a builtin: one function expression
 * @returns its body, and the functions in it that can be marked, in the order of the source. A function that an
 *   assignment names (`Readable.prototype.read = function () {}`) cannot: in parentheses, stack traces would name it otherwise.
 */
function functionsIn(code: string): {
  readonly body: AnyNode & { readonly body: AnyNode[] };
  readonly functions: FunctionAt[];
} {
  const program = parse(`(${code})`, { ecmaVersion: 'latest' }) as unknown as {
    body: [{ expression: { body: AnyNode & { body: AnyNode[] } } }];
  };
  const { body } = program.body[0].expression;
  const functions: FunctionAt[] = [];
  const reassigned = new Set<string>();
  const visit = (node: AnyNode, parent: AnyNode): void => {
    const { left, argument } = node as { left?: { type: string; name: string }; argument?: { name: string } };
    if (node.type === 'AssignmentExpression' && left?.type === 'Identifier') reassigned.add(left.name);
    if (node.type === 'UpdateExpression' && argument?.name !== undefined) reassigned.add(argument.name);
    if (canBeMarked(node, parent, body)) functions.push({ node: node as FunctionAt['node'], parent });
    for (const key in node) {
      const value = node[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof child === 'object' && child !== null && typeof (child as AnyNode).type === 'string')
          visit(child as AnyNode, node);
      }
    }
  };
  visit(body, body);
  return {
    body,
    functions: functions.filter(
      ({ node }) => node.type !== 'FunctionDeclaration' || !reassigned.has(node.id?.name ?? ''),
    ),
  };
}

function canBeMarked(node: AnyNode, parent: AnyNode, body: AnyNode): boolean {
  if (node.type === 'FunctionDeclaration') return parent === body;
  if (node.type === 'FunctionExpression' && node['id'] !== null) return parent['callee'] !== node;
  if (node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return false;
  if (parent.type === 'VariableDeclarator') return (parent['id'] as AnyNode).type === 'Identifier';
  return (
    parent.type === 'Property' && parent['value'] === node && parent['kind'] === 'init' && parent['method'] === false
  );
}

/** Edits of a text, made from its end to its beginning. */
function edited(text: string, edits: readonly { readonly at: number; readonly text: string }[]): string {
  return [...edits]
    .sort((a, b) => b.at - a.at)
    .reduce((result, edit) => result.slice(0, edit.at) + edit.text + result.slice(edit.at), text);
}

/** The builtins whose functions were counted in another version than `compiled`, or that it does not have. */
export function staleBuiltins(started: Started, compiled: ReadonlyMap<string, string>): string[] {
  return Object.entries(started).flatMap(([id, [hash]]) => (hash === hashOf(compiled.get(id) ?? '') ? [] : [id]));
}

/** The builtin with the functions that `started` names for it in parentheses; unchanged when it was counted in another version. */
export function withStartedFunctions(id: string, code: string, started: Started): string {
  const [hash, numbers] = started[id] ?? ['', []];
  if (hash !== hashOf(code)) return code;
  const { body, functions } = functionsIn(code);
  const chosen = numbers.flatMap((number) => functions[number] ?? []);
  const text = `(${code})`;
  const expressions = chosen.filter(({ node }) => node.type !== 'FunctionDeclaration');
  const within = (from: number, to: number): string =>
    edited(
      text.slice(from, to),
      expressions
        .filter(({ node }) => node.start >= from && node.end <= to)
        .flatMap(({ node }) => [
          { at: node.start - from, text: '(' },
          { at: node.end - from, text: ')' },
        ]),
    );
  // Declarations become variables at the top of the body: there, too, they are defined before anything else runs.
  const declarations = chosen.filter(({ node }) => node.type === 'FunctionDeclaration');
  const directives = body.body.filter((statement) => typeof statement['directive'] === 'string');
  const start = directives.at(-1)?.end ?? body.start + 1;
  const variables = declarations.map(({ node }) => `${node.id?.name ?? ''}=(${within(node.start, node.end)})`).join();
  let rest = '';
  let from = start;
  for (const { node } of declarations) {
    rest += within(from, node.start);
    from = node.end;
  }
  return `${text.slice(1, start)}${variables === '' ? '' : `var ${variables};`}${rest}${within(from, text.length - 1)}`;
}

/** The builtin with functions that each note their number in the global `startedFunctions` when they run. */
export function withCountedFunctions(id: string, code: string): string {
  const edits = functionsIn(code).functions.flatMap(({ node: { body, expression } }, number) => {
    const note = `(globalThis.startedFunctions??=new Set).add(${JSON.stringify(`${id} ${number}`)})`;
    if (expression)
      return [
        { at: body.start, text: `(${note},` },
        { at: body.end, text: ')' },
      ];
    return [{ at: body.start + 1, text: `${note};` }];
  });
  return edited(`(${code})`, edits).slice(1, -1);
}

/**
 * A bundle by esbuild, whose modules are methods of objects (`__commonJS({ "lib/a.js"(exports, module) {} })`), with
 * functions in parentheses in their place: loading a package runs nearly all of them.
 */
export function withModulesCompiledAtOnce(code: string): string {
  const edits: { at: number; text: string }[] = [];
  const visit = (node: AnyNode): void => {
    const { callee, arguments: args } = node as unknown as {
      callee?: { name?: string };
      arguments?: { properties?: { method: boolean; key: Node; value: Node }[] }[];
    };
    if (node.type === 'CallExpression' && callee?.name === '__commonJS') {
      for (const { method, key, value } of args?.[0]?.properties ?? []) {
        if (method) edits.push({ at: key.end, text: ':(function' }, { at: value.end, text: ')' });
      }
    }
    for (const key in node) {
      const value = node[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof child === 'object' && child !== null && typeof (child as AnyNode).type === 'string')
          visit(child as AnyNode);
      }
    }
  };
  visit(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }) as unknown as AnyNode);
  return edited(code, edits);
}
