/** A request that is over after some milliseconds, with its body or without. */
export async function timed(url, options, milliseconds) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), milliseconds);
  try {
    const response = await fetch(url, {
      ...options,
      headers: { Connection: 'close', ...options.headers },
      signal: late.signal,
    });
    const type = response.headers.get('Content-Type') ?? 'text/plain';
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type, body };
  } finally {
    clearTimeout(timer);
  }
}
