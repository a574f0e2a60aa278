// What shop, worker and lab ask the broker.
const broker = 'http://localhost:4000';

async function ask(method, path, body) {
  const response = await fetch(`${broker}${path}`, {
    method,
    ...(body && {
      headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`The broker answers ${response.status}.`);
  return text && JSON.parse(text);
}

/** Resolves when the broker has stored it. */
export const publish = (message) => ask('POST', '/messages', message);
/** Resolves with the next message, whenever it comes. */
export const receive = () => ask('POST', '/receive');
/** After the next delivery it is too late, and changes nothing. */
export const acknowledge = (receipt) => ask('DELETE', `/receipts/${receipt}`);
/** Resolves when no message is left, and a worker waits for the next. */
export const empty = () => ask('GET', '/empty');
export const reset = () => ask('DELETE', '/messages');
/** How many messages were stored and delivered since the reset. */
export const counts = () => ask('GET', '/counts');
