const listeners = [];

export const listen = (listener) => void listeners.push(listener);

async function tellOne(listener, event) {
  try {
    await listener(event);
  } catch (error) {
    console.error('listener:', error.message); // and nobody else has it
  }
}

/** Tells all listeners, each with its own errors. They are functions, async or not. */
export function tell(event) {
  for (const listener of listeners) tellOne(listener, event);
}
