/** A body as a file of the reader's. */

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

/** Hands the bytes to the browser, which saves them; they are never opened as a page of this site. */
export function saveBody(bytes: Uint8Array, contentType: string | undefined): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(contentType);
  link.click();
  // The browser has begun with it by the time that anything else is done.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
