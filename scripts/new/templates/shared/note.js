const LONGEST = 200;

/** Reads a note from the body of a request: its text, or what is wrong with it. */
export function readNote(body) {
  const text = typeof body?.text === 'string' ? body.text.trim() : '';
  if (text === '') return { problem: 'Send a text, such as { "text": "Buy milk" }.' };
  if (text.length > LONGEST) return { problem: `Keep the text to ${LONGEST} characters.` };
  return { text };
}
