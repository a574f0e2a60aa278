/**
 * An ES module as the body of a generator function, for the two cases that blobs cannot serve: modules in
 * an import cycle, and modules that `require()` must run at once.
 *
 * The generator first publishes its exports as getters (function declarations are hoisted, so a partner
 * in the cycle can call them already) and yields; the second step runs the module. References to imports
 * become property reads on the namespace of the other module, which keeps bindings live. Lines stay.
 */
import { parse, type Node } from 'acorn';

export interface ModuleFunction {
  /** Statements; they use `__imports[n]`, `__export` and `__exportAll`. */
  readonly body: string;
  /** Module specifiers in the order of `__imports`. */
  readonly specifiers: readonly string[];
  /** Names that must be exports of the modules of those specifiers. */
  readonly wanted: readonly (readonly [specifier: number, name: string])[];
  readonly usesAwait: boolean;
}

type AnyNode = Node & Record<string, unknown>;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const list = (value: unknown): AnyNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

const nameOf = (node: unknown): string => {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? String(value);
};

const property = (name: string): string =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

/** Names that a pattern binds. */
function bound(pattern: unknown, names: Set<string>): void {
  if (!isNode(pattern)) return;
  switch (pattern.type) {
    case 'Identifier':
      names.add(nameOf(pattern));
      return;
    case 'ObjectPattern':
      for (const item of list(pattern['properties'])) bound(item['value'] ?? item['argument'], names);
      return;
    case 'ArrayPattern':
      for (const item of list(pattern['elements'])) bound(item, names);
      return;
    case 'AssignmentPattern':
      bound(pattern['left'], names);
      return;
    case 'RestElement':
      bound(pattern['argument'], names);
  }
}

/** Names declared directly in these statements (`lexical`), or by `var` anywhere below them. */
function declared(statements: readonly AnyNode[]): Set<string> {
  const names = new Set<string>();
  const vars = (node: AnyNode): void => {
    if (node.type === 'VariableDeclaration' && node['kind'] === 'var')
      for (const item of list(node['declarations'])) bound(item['id'], names);
    if (/Function|Class/.test(node.type)) return;
    for (const key in node) for (const child of list(node[key])) vars(child);
  };
  for (const statement of statements) {
    if (statement.type === 'VariableDeclaration')
      for (const item of list(statement['declarations'])) bound(item['id'], names);
    if (/^(?:Function|Class)Declaration$/.test(statement.type) && isNode(statement['id']))
      names.add(nameOf(statement['id']));
    vars(statement);
  }
  return names;
}

/** @throws acorn's SyntaxError when the source does not parse. */
export function toModuleFunction(source: string): ModuleFunction {
  const program = parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowHashBang: true,
  }) as unknown as AnyNode;
  const specifiers: string[] = [];
  const edits: Edit[] = [];
  /** Local name of an import to the expression that reads it. */
  const imports = new Map<string, string>();
  const exported: string[] = [];
  const star: number[] = [];
  const wanted: [specifier: number, name: string][] = [];

  const indexOf = (specifier: unknown): number => {
    const name = String((specifier as { value: unknown }).value);
    const known = specifiers.indexOf(name);
    return known < 0 ? specifiers.push(name) - 1 : known;
  };
  // The statement goes, but its end stays, so that the next statement does not become part of the one before.
  const blank = (node: { start: number; end: number }): Edit => ({
    start: node.start,
    end: node.end,
    text: `;${source.slice(node.start, node.end).replace(/[^\n]/g, '')}`,
  });
  const getter = (name: string, expression: string) => exported.push(`${JSON.stringify(name)}:()=>${expression}`);

  for (const node of list(program['body'])) {
    if (node.type === 'ImportDeclaration') {
      const index = indexOf(node['source']);
      const from = `__imports[${index}]`;
      for (const item of list(node['specifiers'])) {
        const local = nameOf(item['local']);
        if (item.type === 'ImportNamespaceSpecifier') {
          imports.set(local, from);
          continue;
        }
        const name = item.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(item['imported']);
        imports.set(local, from + property(name));
        wanted.push([index, name]);
      }
      edits.push(blank(node));
    } else if (node.type === 'ExportAllDeclaration') {
      const index = indexOf(node['source']);
      if (node['exported']) getter(nameOf(node['exported']), `__imports[${index}]`);
      else star.push(index);
      edits.push(blank(node));
    }
  }
  for (const node of list(program['body'])) {
    if (node.type === 'ExportNamedDeclaration') {
      const declaration = node['declaration'];
      if (isNode(declaration)) {
        for (const name of declared([declaration])) getter(name, name);
        edits.push({ start: node.start, end: declaration.start, text: '' });
        continue;
      }
      for (const item of list(node['specifiers'])) {
        const local = nameOf(item['local']);
        if (node['source']) wanted.push([indexOf(node['source']), local]);
        const value = node['source']
          ? `__imports[${indexOf(node['source'])}]${property(local)}`
          : (imports.get(local) ?? local);
        getter(nameOf(item['exported']), value);
      }
      edits.push(blank(node));
    } else if (node.type === 'ExportDefaultDeclaration') {
      const declaration = node['declaration'] as AnyNode;
      const named = /^(?:Function|Class)Declaration$/.test(declaration.type) && isNode(declaration['id']);
      if (named) {
        getter('default', nameOf(declaration['id']));
        edits.push({ start: node.start, end: declaration.start, text: '' });
      } else {
        getter('default', '__default');
        edits.push({ start: node.start, end: declaration.start, text: 'const __default=' });
      }
    }
  }

  let usesAwait = false;
  /**
   * Positions where statements of a list begin. Where one begins with a parenthesis, the line break before it does not
   * end the statement before (ECMA-262 §12.10).
   */
  const statementStarts = new Set<number>();
  const visit = (
    node: AnyNode,
    scopes: readonly Set<string>[],
    parent: AnyNode | undefined,
    key: string,
    inFunction: boolean,
  ): void => {
    if (!inFunction && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true)))
      usesAwait = true;
    if (/^Import|^ExportAll/.test(node.type) && node.type !== 'ImportExpression') return;
    if (node.type === 'ExportNamedDeclaration' && !node['declaration']) return;
    if (node.type === 'Identifier') {
      reference(node, scopes, parent, key);
      return;
    }
    if (node.type === 'ExpressionStatement' && parent && Array.isArray(parent[key])) statementStarts.add(node.start);
    let inner = scopes;
    const isFunction = /Function/.test(node.type);
    if (isFunction) {
      const names = new Set<string>();
      for (const parameter of list(node['params'])) bound(parameter, names);
      if (node.type === 'FunctionExpression' && isNode(node['id'])) names.add(nameOf(node['id']));
      const body = node['body'] as AnyNode;
      if (body.type === 'BlockStatement') for (const name of declared(list(body['body']))) names.add(name);
      inner = [...scopes, names];
    } else if (node.type === 'BlockStatement' || node.type === 'StaticBlock')
      inner = [...scopes, declared(list(node['body']))];
    else if (node.type === 'SwitchStatement')
      inner = [...scopes, declared(list(node['cases']).flatMap((item) => list(item['consequent'])))];
    else if (node.type === 'CatchClause') {
      const names = new Set<string>();
      bound(node['param'], names);
      inner = [...scopes, names];
    } else if (/^For/.test(node.type)) inner = [...scopes, declared([...list(node['init']), ...list(node['left'])])];
    else if (node.type === 'ClassExpression' && isNode(node['id'])) inner = [...scopes, new Set([nameOf(node['id'])])];
    for (const name in node)
      for (const child of list(node[name])) visit(child, inner, node, name, inFunction || isFunction);
  };

  function reference(node: AnyNode, scopes: readonly Set<string>[], parent: AnyNode | undefined, key: string): void {
    const name = nameOf(node);
    const replacement = imports.get(name);
    if (replacement === undefined || scopes.some((scope) => scope.has(name))) return;
    if (parent) {
      const computed = parent['computed'] === true;
      if (key === 'property' && parent.type === 'MemberExpression' && !computed) return;
      if (key === 'key' && !computed) {
        return;
      }
      if (key === 'label' || parent.type === 'MetaProperty') return;
      if (parent.type === 'Property' && parent['shorthand'] === true && key === 'value') {
        edits.push({ start: node.start, end: node.end, text: `${name}:${replacement}` });
        return;
      }
      if (
        (parent.type === 'CallExpression' && key === 'callee') ||
        (parent.type === 'TaggedTemplateExpression' && key === 'tag')
      ) {
        edits.push({
          start: node.start,
          end: node.end,
          text: `${statementStarts.has(node.start) ? ';' : ''}(0,${replacement})`,
        });
        return;
      }
    }
    edits.push({ start: node.start, end: node.end, text: replacement });
  }
  visit(program, [], undefined, '', false);

  const prologue = `"use strict";__export({${exported.join(',')}});${star.map((index) => `__exportAll(${index});`).join('')}yield;`;
  return { body: prologue + apply(source.replace(/^#!/, '//'), edits), specifiers, wanted, usesAwait };
}

function apply(source: string, edits: readonly Edit[]): string {
  let text = '';
  let last = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    text += source.slice(last, edit.start) + edit.text;
    last = edit.end;
  }
  return text + source.slice(last);
}
