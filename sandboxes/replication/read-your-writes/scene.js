const instances = { 'app-1': 3001, 'app-2': 3002 };

async function send(instance, path, options) {
  const url = `http://localhost:${instances[instance]}${path}`;
  const response = await fetch(url, options);
  const body = await response.json();
  if (!response.ok) throw new Error(`${path}: ${body.error}`);
  return body;
}

let scenes = 0;
const columns = [8, 10, 12, 9, 0];
const row = (...texts) =>
  texts.map((text, i) => String(text).padEnd(columns[i])).join('').trimEnd();

/** Ada posts at app-1, and who reads where sees what? */
export async function play(way) {
  scenes += 1;
  const text = `post ${scenes}`;
  const { after } = await send('app-1', '/posts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'ada', text }),
  });
  const lines = [row('reader', 'at', 'read from', 'ms', 'sees the post')];
  for (const [user, instance] of [['ada', 'app-1'], ['ada', 'app-2'], ['bob', 'app-2']]) {
    const headers = user === 'ada' ? { Cookie: `after=${after}` } : {};
    const { from, ms, posts } =
      await send(instance, `/feed?way=${way}&user=${user}`, { headers });
    lines.push(row(user, instance, from, ms, posts.includes(text) ? 'yes' : 'no'));
  }
  return `${lines.join('\n')}\n`;
}
