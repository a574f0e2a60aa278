/** A body as a file of the reader's. */
import { saveFile } from './save-file.ts';

const EXTENSIONS: readonly (readonly [RegExp, string])[] = [
  [/[/+]json\b/, 'json'],
  [/^text\/html\b/, 'html'],
  [/^text\/csv\b/, 'csv'],
  [/^text\/event-stream\b/, 'txt'],
  [/^text\/css\b/, 'css'],
  [/javascript\b/, 'js'],
  [/^image\/svg/, 'svg'],
  [/^image\/jpeg\b/, 'jpg'],
  [/^image\/(?:png|gif|webp|avif)\b/, ''],
  [/[/+]xml\b/, 'xml'],
  [/^text\//, 'txt'],
];

/** @returns `answer.json`; `answer.bin` when the type says nothing */
export function fileName(contentType = ''): string {
  const type = contentType.toLowerCase();
  const found = EXTENSIONS.find(([pattern]) => pattern.test(type));
  if (found === undefined) return 'answer.bin';
  return `answer.${found[1] || /\/(\w+)/.exec(type)?.[1]}`;
}

/** Hands the bytes to the browser, which saves them. */
export function saveBody(bytes: Uint8Array, contentType: string | undefined): void {
  saveFile(fileName(contentType), bytes);
}
