/** The colors of the page on paper: those of the light theme, written where the page has names for them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = ['src/styles/tokens.css', 'src/workbench/figure/figure.css'];

/**
 * @param root the repository's folder
 * @returns puts the light theme's color in place of each `var(--name)` of a text
 */
export function lightColors(root: string): (text: string) => string {
  const colors = new Map<string, string>();
  for (const file of FILES) {
    const css = readFileSync(join(root, file), 'utf8');
    // The first is the one that holds without a choice of the reader's.
    for (const [, name, color] of css.matchAll(/--([\w-]+):\s*light-dark\((#\w+),/g))
      if (!colors.has(name!)) colors.set(name!, color!);
  }
  colors.set('paper', '#fff');
  return (text) =>
    text.replaceAll(/var\(--([\w-]+)\)/g, (_, name: string) => {
      const color = colors.get(name);
      if (color === undefined) throw new Error(`--${name} is no color of ${FILES.join(' or ')}`);
      return color;
    });
}

/** The attributes that the style sheet gives to classes of diagrams: readers of books know few style sheets in SVG. */
export function diagramAttributes(root: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const css = readFileSync(join(root, 'src/styles/diagram.css'), 'utf8');
  const found = new Map<string, Record<string, string>>();
  for (const [, list, single, body] of css.matchAll(/\.diagram (?::is\(([^)]+)\)|(\.[\w-]+)) \{([^}]*)\}/g)) {
    const drawn = [...body!.matchAll(/(fill|stroke|stroke-linecap|stroke-linejoin|font-weight): ([^;]+);/g)];
    const attributes = Object.fromEntries(drawn.map(([, name, value]) => [name!, value!]));
    for (const selector of (list ?? single!).split(',')) {
      const name = selector.trim().slice(1);
      found.set(name, { ...found.get(name), ...attributes });
    }
  }
  return found;
}
