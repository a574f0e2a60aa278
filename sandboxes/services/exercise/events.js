// Broken on purpose: whoever tells of an event has the errors of those who listen.
const listeners = [];

export const listen = (listener) => void listeners.push(listener);

/** Tells all listeners. They are functions, async or not. */
export function tell(event) {
  for (const listener of listeners) listener(event);
}
