/** Where a module awaits outside of its functions, for Node's warning about a module that never goes on. */

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`|=>\s*\{?|\bfunction\b|\bclass\b|\bawait\b|[{}()]/g;

export interface AwaitPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/**
 * The `await` at which `source` can be waiting. The source is read as text: a module with several of them, or with
 * arrow functions that end without a brace, leaves open which `await` it is.
 *
 * @returns undefined when there is not exactly one
 */
export function onlyTopLevelAwait(source: string): AwaitPosition | undefined {
  const found: number[] = [];
  /** Open braces; true for those of functions and classes. */
  const braces: boolean[] = [];
  let functionAhead = false;
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token === 'function' || token === 'class') functionAhead = true;
    else if (token.startsWith('=>')) {
      if (token.endsWith('{')) braces.push(true);
      else if (/^[^\n;]*\bawait\b/.test(source.slice(index))) return undefined;
    } else if (token === '{') {
      braces.push(functionAhead || isMethod(source, index));
      functionAhead = false;
    } else if (token === '}') braces.pop();
    else if (token === 'await' && !braces.includes(true)) found.push(index);
  }
  const [index] = found;
  if (index === undefined || found.length > 1) return undefined;
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Whether the brace begins a method, `name() {`, and not a statement, `if (…) {`. */
function isMethod(source: string, brace: number): boolean {
  const head = /([\w$]+)\s*\([^{}]*\)\s*$/.exec(source.slice(Math.max(0, brace - 200), brace));
  return (
    head !== null &&
    !['if', 'for', 'while', 'switch', 'catch', 'with'].includes(head[1] ?? '') &&
    !/\bfor await\s*\([^{}]*$/.test(source.slice(Math.max(0, brace - 200), brace))
  );
}
