/** Listings on paper: their lines stay together where the program has a blank line, so that a page ends between blocks. */
import { childrenOf, isElement, type Element } from '../build/html.ts';
import { piece, type Content, type Piece } from './piece.ts';

/** So many lines fit on a page of the PDF; a block that has more is cut anywhere. */
const LINES_OF_A_PAGE = 50;
/** A listing of so few lines is not cut at all. */
const SHORT = 18;

/** A stretch of a line, with what colors it: `k` keyword, `s` string, `c` comment, `n` constant, `f` function. */
type Token = readonly [text: string, color: string | undefined];

/** @param listing a `<pre>` of a built page */
export const listingOf = (listing: Element, className: string): Piece =>
  inBlocks(tokensOf(listing, undefined), className);

/** A listing without colors. */
export const textListing = (text: string, className: string): Piece => inBlocks([[text, undefined]], className);

function inBlocks(tokens: Iterable<Token>, className: string): Piece {
  const lines: Token[][] = [[]];
  for (const [text, color] of tokens)
    for (const [index, stretch] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (stretch !== '') lines.at(-1)!.push([stretch, color]);
    }
  while (lines.length > 1 && lines.at(-1)!.length === 0) lines.pop();
  const blocks = lines.length <= SHORT ? [lines] : blocksOf(lines);
  return piece('pre', { class: className }, piece('code', {}, ...blocks.map(blockOf)));
}

/** Lines up to a blank one and with it; a first or last block of one line stays with its neighbor. */
function blocksOf(lines: readonly Token[][]): Token[][][] {
  const blocks: Token[][][] = [[]];
  for (const [index, line] of lines.entries()) {
    blocks.at(-1)!.push(line);
    const isBlank = line.length === 0 || line.every(([text]) => text.trim() === '');
    if (isBlank && blocks.at(-1)!.length > 2 && index < lines.length - 2) blocks.push([]);
  }
  return blocks;
}

function blockOf(lines: readonly Token[][]): Piece {
  const contents = lines.flatMap((line): Content[] => [
    ...line.map(([text, color]) => (color === undefined ? text : piece('span', { class: color }, text))),
    '\n',
  ]);
  return piece('span', { class: lines.length > LINES_OF_A_PAGE ? 'block long' : 'block' }, ...contents);
}

function* tokensOf(element: Element, color: string | undefined): Generator<Token> {
  for (const child of childrenOf(element)) {
    if (child.nodeName === '#text' && 'value' in child) yield [child.value, color];
    else if (isElement(child)) yield* tokensOf(child, colorOf(child) ?? color);
  }
}

const colorOf = ({ tagName }: Element): string | undefined => /^tk-(k|s|c|n|f)$/.exec(tagName)?.[1];
