// The other two nodes. There is nothing to be mended here.
const PATIENCE = 500; // milliseconds, and then it counts as not reachable

export const NODE = Number(process.env.NODE ?? 1);
export const peers = [1, 2, 3].filter((node) => node !== NODE);

/** Sends a request to another node. @returns its JSON; rejects if there is none */
export async function ask(node, method, path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(`http://localhost:${3000 + node}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: body && JSON.stringify(body),
      signal: abort.signal,
    });
    const value = await response.json();
    if (!response.ok) throw new Error(`Node ${node} answers ${response.status}.`);
    return value;
  } finally {
    clearTimeout(timer);
  }
}
