// Who uses the blog: requests to its own address, so many at once.
const send = (port, method, path, body) =>
  fetch(`http://localhost:${port}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: body && JSON.stringify(body),
  }).then((response) => response.text());

const range = (length) => Array.from({ length }, (_, i) => i);

/** At once: 70 posts of Ada's are added, and 30 of Grace's removed. */
export const mixed = (port) => Promise.all([
  ...range(70).map((i) => send(port, 'POST', '/users/1/posts', { title: `New ${i}` })),
  ...range(30).map((i) => send(port, 'DELETE', `/posts/${i + 1}`)),
]);

/** 8 posts of one user, so many at once: by the function, without a request. */
export async function waves(way, user, atOnce) {
  for (let sent = 0; sent < 8; sent += atOnce) {
    await Promise.all(range(atOnce).map((i) => way.add(user, `New ${sent + i}`)));
  }
}
