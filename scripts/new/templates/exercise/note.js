// Broken on purpose: it takes whatever text comes, also none.

/** Reads a note from the body of a request: its text, or what is wrong with it. */
export function readNote(body) {
  return { text: String(body?.text ?? '') };
}
