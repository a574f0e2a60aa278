/** Hands a text to the browser as a file of that name, which it saves. */
export function saveText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun with it by the time that anything else is done.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
