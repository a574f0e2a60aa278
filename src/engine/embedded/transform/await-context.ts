/**
 * AsyncLocalStorage across `await`.
 *
 * V8 hands Node's async context (AsyncContextFrame) to the code after an `await`; a browser does not. So
 * `await x` becomes `__context.resume(__context.current(), await x)`: the frame is read before the
 * suspension and set again after it, without an additional microtask. When the awaited promise rejects,
 * `resume` is not reached: `catch` and `finally` blocks, and the rounds of `for await`, set it themselves.
 * No line is added, so line numbers stay.
 */
import { parse, type Node } from 'acorn';

export interface TransformOptions {
  /** A whole ES module, or statements that will become the body of a function (CommonJS). */
  readonly kind: 'module' | 'function';
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Whether it closes an expression: at one place, closing insertions come first, and inner before outer ones. */
  readonly closing: boolean;
}

type AnyNode = Node & Record<string, unknown>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

function children(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const key in node) {
    const value = node[key];
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) found.push(item);
  }
  return found;
}

const isFunction = (node: AnyNode): boolean => /Function/.test(node.type);

/** Whether running `node` can suspend this very function. */
function suspends(node: AnyNode): boolean {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true)) return true;
  return children(node).some((child) => !isFunction(child) && suspends(child));
}

/**
 * Rewrites `source` as described above.
 * @throws SyntaxError of acorn, with `pos` and `loc`, when the source does not parse.
 */
export function withContextAcrossAwait(source: string, { kind }: TransformOptions): string {
  if (!/\bawait\b/.test(source)) return source;
  const program = parse(source, {
    ecmaVersion: 'latest',
    sourceType: kind === 'module' ? 'module' : 'script',
    allowHashBang: true,
    allowReturnOutsideFunction: kind === 'function',
    allowAwaitOutsideFunction: kind === 'module',
  }) as unknown as AnyNode;

  const insertions: Insertion[] = [];
  const open = (at: number, text: string) => insertions.push({ at, text, closing: false });
  const close = (at: number, text: string) => insertions.push({ at, text, closing: true });
  let frames = 0;

  /** Visits a node; `start` is where its statement begins, labels included, which a loop must keep. */
  const visit = (node: AnyNode, start = node.start): void => {
    if (node.type === 'LabeledStatement') {
      visit(node['body'] as AnyNode, start);
      return;
    }
    if (node.type === 'AwaitExpression') {
      open(node.start, '__context.resume(__context.current(),');
      children(node).forEach((child) => visit(child));
      close(node.end, ')');
      return;
    }
    const frame = `__frame${frames}`;
    const restore = `__context.restore(${frame});`;
    if (node.type === 'TryStatement' && suspends(node['block'] as AnyNode)) {
      frames += 1;
      open(start, `{const ${frame}=__context.current();`);
      for (const part of [(node['handler'] as AnyNode | null)?.['body'], node['finalizer']]) {
        if (isNode(part)) open(part.start + 1, restore);
      }
      children(node).forEach((child) => visit(child));
      close(node.end, '}');
      return;
    }
    if (node.type === 'ForOfStatement' && node['await'] === true) {
      frames += 1;
      const body = node['body'] as AnyNode;
      open(start, `{const ${frame}=__context.current();`);
      open(body.start, `{${restore}`);
      children(node).forEach((child) => visit(child));
      close(body.end, '}');
      close(node.end, `${restore}}`);
      return;
    }
    children(node).forEach((child) => visit(child));
  };
  visit(program);
  return insert(source, insertions);
}

function insert(source: string, insertions: readonly Insertion[]): string {
  const ordered = insertions
    .map((insertion, order) => ({ ...insertion, order }))
    .sort((a, b) => a.at - b.at || Number(b.closing) - Number(a.closing) || a.order - b.order);
  let output = '';
  let last = 0;
  for (const { at, text } of ordered) {
    output += source.slice(last, at) + text;
    last = at;
  }
  return output + source.slice(last);
}
