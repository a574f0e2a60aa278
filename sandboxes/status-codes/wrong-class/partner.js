/** The hour's orders, one a minute. Every tenth comes without an e-mail address. */
const order = (minute) =>
  minute % 10 === 0 ? { lamp: minute } : { lamp: minute, email: 'ada@example.com' };

/**
 * The partner's client for an hour. It reads the first digit of the status and nothing
 * else: 2 is done, 4 is for a person, 5 it tries again in ten seconds.
 */
export async function hour(url) {
  const requests = []; // in each minute
  const toPerson = [];
  let again = [];

  for (let tenSeconds = 0; tenSeconds < 360; tenSeconds += 1) {
    const minute = Math.floor(tenSeconds / 6);
    const due = again;
    again = [];
    if (tenSeconds % 6 === 0) due.push(order(minute + 1));

    for (const each of due) {
      requests[minute] = (requests[minute] ?? 0) + 1;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(each),
      });
      await response.arrayBuffer();
      const digit = Math.floor(response.status / 100);
      if (digit === 5) again.push(each);
      if (digit === 4) toPerson.push(each);
    }
  }
  return { requests, toPerson: toPerson.length, trying: again.length };
}
