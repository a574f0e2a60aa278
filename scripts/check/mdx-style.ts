/** The style of chapters. Prettier does not format them: it would move words of components onto lines of their own. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseMdx } from '../../src/sandbox/catalogue/mdx.ts';
import type { Finding } from './finding.ts';

/** @returns where a chapter has a tab, a space at the end of a line, `_emphasis_`, or blocks not one blank line apart */
export function wrongStyle(file: string, text: string): Finding[] {
  const tree = parseMdx(text);
  return [...linesAmiss(text), ...blocksAmiss(tree), ...emphasisAmiss(tree, text)]
    .map((finding) => ({ file, ...finding }))
    .sort((a, b) => a.line - b.line);
}

type Place = Omit<Finding, 'file'>;

function linesAmiss(text: string): Place[] {
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    if (content.includes('\t')) return [{ line, message: 'a tab: indent with spaces.' }];
    return /\s$/.test(content) ? [{ line, message: 'a space at the end of the line: remove it.' }] : [];
  });
}

/** Blocks that are not one blank line apart. Only the chapter's own: those in a component may be close to its tags. */
function blocksAmiss(tree: Root): Place[] {
  return tree.children.slice(1).flatMap((block, index) => {
    const line = block.position?.start.line ?? 1;
    const before = tree.children[index]?.position?.end.line ?? line;
    return line - before === 2
      ? []
      : [{ line, message: `${line - before - 1} blank lines before this: one separates blocks.` }];
  });
}

function emphasisAmiss(tree: Root, text: string): Place[] {
  const found: Place[] = [];
  visit(tree, ['emphasis', 'strong'], (node) => {
    const start = node.position?.start;
    if (start?.offset !== undefined && text[start.offset] === '_')
      found.push({ line: start.line, message: '_emphasis_: write *emphasis*, and **strong**.' });
  });
  return found;
}
