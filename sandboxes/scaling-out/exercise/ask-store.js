const STORE = 'http://localhost:4000';

/**
 * Asks the store: PUT and GET /sessions/<id>, POST /orders.
 * @returns its answer; undefined when there is nothing
 */
export async function askStore(method, path, body) {
  const response = await fetch(`${STORE}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: body && JSON.stringify(body),
  }).catch((error) => {
    throw Object.assign(new Error('the store is gone', { cause: error }), { status: 503 });
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the store says ${response.status}`);
  return text === '' ? undefined : JSON.parse(text);
}
