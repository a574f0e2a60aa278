// The newest notes only, so that the list does not grow without bound.
const KEPT = 100;

const notes = [];
let last = 0;

export function addNote(text) {
  const note = { id: (last += 1), text };
  notes.push(note);
  if (notes.length > KEPT) notes.shift();
  return note;
}

export function listNotes() {
  return notes;
}
