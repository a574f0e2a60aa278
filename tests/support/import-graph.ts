/** The import graph of a source tree: which file imports which, in circles or against the direction of the layers. */
import { posix } from 'node:path';
import ts from 'typescript';

/** Path of a file, relative to the root with `/` between the parts, to its text. */
export type Tree = ReadonlyMap<string, string>;

export interface Imports {
  /** Paths of the files it imports, type imports included. */
  readonly files: readonly string[];
  /** Names of packages and builtins as written, such as `node:fs`. */
  readonly packages: readonly string[];
}

export type ImportGraph = ReadonlyMap<string, Imports>;

/** What the files of one layer may import. */
export interface Layer {
  /** A folder, or one file; a file belongs to the layer with the longest matching path. */
  readonly path: string;
  /** Folders and files of other layers that it may import. A folder does not include layers that lie in it. */
  readonly below: readonly string[];
  /** Packages it may import; none when left out. */
  readonly packages?: RegExp;
}

/** The parts of an Astro component that are TypeScript: what lies between the fences, and its scripts. */
function typescriptOf(file: string, text: string): string {
  if (!file.endsWith('.astro')) return text;
  const [, front = ''] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) ?? [];
  return [front, ...[...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)].join(
    '\n',
  );
}

/** @returns the specifiers of all imports, exports from and dynamic imports of a file, in order */
export function importsOf(file: string, text: string): string[] {
  return ts.preProcessFile(typescriptOf(file, text), true, false).importedFiles.map(({ fileName }) => fileName);
}

export function readGraph(tree: Tree): ImportGraph {
  return new Map(
    [...tree].map(([file, text]) => {
      const all = importsOf(file, text);
      const relative = all.filter((each) => /^\.{1,2}\//.test(each));
      return [
        file,
        {
          files: relative.map((each) => posix.join(posix.dirname(file), each.replace(/\?.*$/, ''))),
          packages: all.filter((each) => !relative.includes(each)),
        },
      ];
    }),
  );
}

/** @returns groups of files that import each other in a circle (strongly connected components, Tarjan 1972) */
export function circlesIn(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    numbers.set(file, numbers.size);
    lowest.set(file, numbers.size - 1);
    open.push(file);
    const imported = graph.get(file)?.files.filter((each) => graph.has(each)) ?? [];
    for (const each of imported) {
      if (!numbers.has(each)) visit(each);
      if (open.includes(each)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(each) ?? 0));
    }
    if (lowest.get(file) !== numbers.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imported.includes(file)) circles.push(circle.sort());
  };
  for (const file of graph.keys()) if (!numbers.has(file)) visit(file);
  return circles;
}

const isIn = (file: string, path: string): boolean => file === path || file.startsWith(`${path}/`);

function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers.filter(({ path }) => isIn(file, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** @returns a sentence for each import that the layers do not allow, and for each file without a layer */
export function wrongImports(graph: ImportGraph, layers: readonly Layer[]): string[] {
  return [...graph].flatMap(([file, { files, packages }]) => {
    const layer = layerOf(file, layers);
    if (!layer) return [`${file} belongs to no layer`];
    const upward = files.filter((target) => {
      const other = layerOf(target, layers);
      if (other === layer) return false;
      // A folder stands for the files in it, down to the next layer.
      return !layer.below.some((path) => isIn(target, path) && (!other || path.length >= other.path.length));
    });
    const foreign = packages.filter((name) => !layer.packages?.test(name));
    return [...upward, ...foreign].map((target) => `${file} imports ${target}`);
  });
}
