/** Finds imports that could not work: packages that are not declared, files that are not there. */
import { isBuiltin, stripTypeScriptTypes } from 'node:module';
import { posix } from 'node:path';
import { parse, type Node } from 'acorn';
import type { Manifest, Problem } from '../manifest.ts';

export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
}

/**
 * @param files the files of the folder that modules can import: path to text
 * @param manifest the manifest, with the packages that are declared
 * @returns every problem with the imports of the JavaScript and TypeScript files
 */
export function checkImports(
  files: Readonly<Record<string, string>>,
  manifest: Pick<Manifest, 'name' | 'dependencies'>,
): Problem[] {
  const problems: Problem[] = [];
  for (const [file, source] of Object.entries(files)) {
    if (!/\.[cm]?[jt]s$/.test(file)) continue;
    const found = findImports(source, file);
    // A program that does not parse can be the lesson; then Node reports it to the reader.
    if (found === null) continue;
    for (const { specifier, line } of found) {
      const message = judge(specifier, file, files, manifest);
      if (message !== null) problems.push({ file, field: `line ${line}`, message });
    }
  }
  return problems;
}

function judge(
  specifier: string,
  file: string,
  files: Readonly<Record<string, string>>,
  manifest: Pick<Manifest, 'name' | 'dependencies'>,
): string | null {
  if (specifier.startsWith('.')) {
    const path = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (path in files) return null;
    return `“${specifier}” is not in the folder; it holds ${Object.keys(files).join(', ')}`;
  }
  if (specifier.startsWith('#') || specifier.startsWith('file:') || specifier.startsWith('data:')) return null;
  if (specifier.startsWith('node:')) return isBuiltin(specifier) ? null : `Node has no module “${specifier}”`;
  if (isBuiltin(specifier)) return null;
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
  if (name in manifest.dependencies || name === `@port3000/${manifest.name}`) return null;
  return `“${name}” is imported but not declared; add it to "dependencies" in package.json with its exact version`;
}

/** @returns what a JavaScript or TypeScript file imports; `null` when it does not parse */
export function findImports(source: string, file: string): FoundImport[] | null {
  const found: FoundImport[] = [];
  try {
    const text = file.endsWith('ts') ? stripTypeScriptTypes(source) : source;
    const sourceType = /\.c[jt]s$/.test(file) ? 'script' : 'module';
    visit(parse(text, { ecmaVersion: 'latest', sourceType, locations: true, allowHashBang: true }), found);
  } catch {
    return null;
  }
  return found;
}

type AnyNode = Node & { readonly [key: string]: unknown };

function visit(node: Node, found: FoundImport[]): void {
  const { source, callee, arguments: argumentList } = node as AnyNode;
  const literal = (value: unknown) => {
    const each = value as { type?: string; value?: unknown } | null | undefined;
    if (each?.type === 'Literal' && typeof each.value === 'string')
      found.push({ specifier: each.value, line: node.loc!.start.line });
  };
  if (/^(Import|Export(Named|All))Declaration$|^ImportExpression$/.test(node.type)) literal(source);
  if (
    node.type === 'CallExpression' &&
    (callee as AnyNode).type === 'Identifier' &&
    (callee as AnyNode)['name'] === 'require'
  ) {
    literal((argumentList as unknown[])[0]);
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string')
        visit(child as Node, found);
    }
  }
}
