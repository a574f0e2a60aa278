/** What the printed book says about itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChanges } from '../build/changes/changes.ts';
import type { PrintedBook, PrintedChapter } from './book.ts';
import { piece, type Content } from './piece.ts';

export interface Edition {
  readonly title: string;
  readonly description: string;
  /** The day of the book's last change, such as `2026-12-01`. */
  readonly date: string;
  /** A name that no other book has, and each edition of this one keeps. */
  readonly identifier: string;
}

/** @param root the repository's folder */
export function readEdition(root: string): Edition {
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly description: string;
  };
  return {
    title: 'Port 3000',
    description,
    date: readChanges(root)[0]!.date,
    identifier: 'urn:uuid:6b1f3c52-8f0e-4d57-9c1a-3000b00c3000',
  };
}

export const chaptersOf = ({ parts }: PrintedBook): readonly PrintedChapter[] =>
  parts.flatMap(({ chapters }) => chapters);

/** The title page, and what a reader of paper should know. */
export function titlesOf(book: PrintedBook, { title, description, date }: Edition): Content[] {
  const live = book.live === null ? 'the live book' : piece('a', { href: book.live }, 'the live book');
  return [
    piece('h1', { class: 'title' }, title),
    piece('p', { class: 'lede' }, description),
    piece('p', {}, `Edition of ${date}, with ${chaptersOf(book).length} chapters.`),
    piece(
      'p',
      {},
      `On paper nothing runs. Each sandbox stands here with its files, and with the answers to what the text sends, as they were recorded in Node ${book.node}; in `,
      live,
      ' you run it, change it and break it. What a sentence sets in italics beside a sandbox is a request that you send there.',
    ),
    piece(
      'p',
      {},
      'A prediction is followed by its answer: cover it until you have yours. The exercises have hints and a solution at the end of the book.',
    ),
  ];
}
