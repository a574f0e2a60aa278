/**
 * AsyncLocalStorage across `await`.
 *
 * V8 hands Node's async context (AsyncContextFrame) to the code after an `await`; a browser does not. So
 * `await x` becomes `__context.after(await __context.pass(x, __m = __context.current()), __m)`: the frame is read when
 * `x` has been evaluated, which may have set another (`enterWith`), and set again after the suspension, without an
 * additional microtask. `__m` is a variable of the function around it; an arrow function without a block has none, and
 * neither has Node's library, which stays shorter: there it is `__context.resume(__context.current(), await x)`. When
 * the awaited promise rejects, none of these is reached: `catch` and `finally` blocks, and the rounds of `for await`,
 * set the frame themselves. No line is added, so line numbers stay. What is inserted `readersText`
 * (worker/modules/function-text.ts) takes away again from the texts of functions.
 */
import { parse, type Node } from 'acorn';

export interface TransformOptions {
  /** A whole ES module, or statements that will become the body of a function (CommonJS). */
  readonly kind: 'module' | 'function';
  /** Whether the frame may change while the operand of an `await` is evaluated. */
  readonly enters?: boolean;
}

/** A function, or the module, around the code that is visited. */
interface Surrounding {
  /** Whether it can have a variable. */
  readonly block: boolean;
  awaits: boolean;
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
export function withContextAcrossAwait(source: string, { kind, enters = false }: TransformOptions): string {
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
  const visit = (node: AnyNode, around: Surrounding, start = node.start): void => {
    const visitChildren = (): void => children(node).forEach((child) => visit(child, around));
    if (node.type === 'LabeledStatement') {
      visit(node['body'] as AnyNode, around, start);
      return;
    }
    if (isFunction(node)) {
      const body = node['body'] as AnyNode;
      const inside = { block: enters && body.type === 'BlockStatement', awaits: false };
      children(node).forEach((child) => visit(child, inside));
      if (inside.awaits) close(body.end - 1, ';var __m');
      return;
    }
    if (node.type === 'AwaitExpression' && around.block) {
      around.awaits = true;
      const operand = last(node['argument'] as AnyNode);
      open(node.start, '__context.after(');
      // Minified code has no space after `await` where the operand begins with a bracket or a quote.
      open(operand.start, `${source.startsWith('await', operand.start - 5) ? '/*__*/' : ''}__context.pass(`);
      visitChildren();
      close(operand.end, ',__m=__context.current())');
      close(node.end, ',__m)');
      return;
    }
    if (node.type === 'AwaitExpression') {
      open(node.start, '__context.resume(__context.current(),');
      visitChildren();
      close(node.end, ')/*__*/');
      return;
    }
    const frame = `__frame${frames}`;
    const restore = `__context.restore(${frame});`;
    if (node.type === 'TryStatement' && suspends(node['block'] as AnyNode)) {
      if (around.block) {
        around.awaits = true;
        open((node['block'] as AnyNode).start + 1, '__m=__context.current();');
      } else {
        frames += 1;
        open(start, `{const ${frame}=__context.current();`);
      }
      for (const part of [(node['handler'] as AnyNode | null)?.['body'], node['finalizer']]) {
        if (isNode(part)) open(part.start + 1, around.block ? '__context.restore(__m);' : restore);
      }
      visitChildren();
      if (!around.block) close(node.end, '/*__*/}');
      return;
    }
    if (node.type === 'ForOfStatement' && node['await'] === true) {
      frames += 1;
      const body = node['body'] as AnyNode;
      open(start, `{const ${frame}=__context.current();`);
      open(body.start, `{/*__*/${restore}`);
      visitChildren();
      close(body.end, '/*__*/}');
      close(node.end, `${restore}/*__*/}`);
      return;
    }
    visitChildren();
  };
  const whole = { block: enters, awaits: false };
  visit(program, whole);
  // The text may end in a comment.
  if (whole.awaits) close(source.length, '\n;var __m');
  return insert(source, insertions);
}

/** The expression whose value an expression has. */
function last(node: AnyNode): AnyNode {
  return node.type === 'SequenceExpression' ? last((node['expressions'] as AnyNode[]).at(-1) as AnyNode) : node;
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
