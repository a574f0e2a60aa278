/** What could not be loaded says so in its place, and can be tried again there. */

/**
 * @param sentence what is missing
 * @param again is called once: when the reader presses the button, or when the network is back
 * @returns the note, which takes itself out before `again` is called
 */
export function tryAgainNote(sentence: string, again: () => void): HTMLElement {
  const note = document.createElement('p');
  note.className = 'sandbox-note sandbox-missing';
  note.setAttribute('role', 'alert');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sandbox-button';
  button.textContent = 'Try again';
  const retry = () => {
    removeEventListener('online', retry);
    if (!note.isConnected) return;
    note.remove();
    again();
  };
  button.addEventListener('click', retry);
  addEventListener('online', retry);
  note.append(`${sentence} Check the connection. `, button);
  return note;
}
