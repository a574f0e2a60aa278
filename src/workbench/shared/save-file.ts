/** Files that the reader saves; they are never opened as a page of this site. */

/** Hands bytes to the browser, which saves them. */
export function saveFile(name: string, bytes: Uint8Array): void {
  saveBlob(name, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }));
}

/** Hands a text to the browser, which saves it. */
export function saveText(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }));
}

function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun with it by the time that anything else is done.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
