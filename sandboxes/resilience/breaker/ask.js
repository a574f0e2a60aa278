/** An answer of the upstream that is none: { status }. */
export class Refused extends Error {
  constructor(status) {
    super(`recommendations answer ${status}`);
    this.status = status;
  }
}

/** Asks for recommendations, and waits `patience` ms: for ever, if there is none. */
export async function ask(item, patience = null) {
  const late = new AbortController();
  const timer = patience && setTimeout(() => late.abort(), patience);
  try {
    const url = `http://localhost:4001/items/${encodeURIComponent(item)}`;
    const headers = { Connection: 'close' };
    const response = await fetch(url, { headers, signal: late.signal });
    const body = await response.text();
    if (!response.ok) throw new Refused(response.status);
    return JSON.parse(body).also;
  } finally {
    clearTimeout(timer);
  }
}
