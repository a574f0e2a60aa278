/** Turns the highlighter's inline colors into classes: shorter pages, and the editor uses the same ones. */
import type { ShikiTransformer } from 'astro';

/** Token of Shiki's CSS-variables theme to our class; what is missing stays plain. */
const CLASSES: Readonly<Record<string, string>> = {
  keyword: 'tk-keyword',
  string: 'tk-string',
  'string-expression': 'tk-string',
  comment: 'tk-comment',
  constant: 'tk-constant',
  function: 'tk-function',
};

export const classTransformer: ShikiTransformer = {
  name: 'port3000-classes',
  span(node) {
    const token = /--[\w-]*?token-([\w-]+)\)/.exec(String(node.properties['style'] ?? ''))?.[1];
    delete node.properties['style'];
    const name = token === undefined ? undefined : CLASSES[token];
    if (name !== undefined) node.properties['class'] = name;
  },
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'sandbox-listing';
  },
};

/** The highlighter's name for a file's language. */
export function languageOf(path: string): 'js' | 'json' | 'http' | 'sql' | 'text' {
  if (/\.[cm]?js$/.test(path)) return 'js';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.http')) return 'http';
  return path.endsWith('.sql') ? 'sql' : 'text';
}
