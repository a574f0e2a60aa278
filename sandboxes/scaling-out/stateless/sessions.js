// The same three functions twice: in the memory of this process, and in the store.
const STORE = 'http://localhost:4000';
const MOST = 1000; // sessions in memory

async function ask(method, path, body) {
  const response = await fetch(`${STORE}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(1000),
  }).catch((error) => {
    const gone = new Error('the store is gone', { cause: error });
    throw Object.assign(gone, { status: 503 });
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the store says ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

const users = new Map(); // session id → user
let visits = 0;

export const places = {
  memory: {
    async keep(id, user) {
      users.set(id, user);
      if (users.size > MOST) users.delete(users.keys().next().value);
    },
    find: async (id) => users.get(id),
    count: async () => (visits += 1),
  },
  shared: {
    keep: (id, user) => ask('PUT', `/sessions/${id}`, { user }),
    find: async (id) => (await ask('GET', `/sessions/${id}`))?.user,
    count: async () => (await ask('POST', '/counters/visits')).count,
  },
};
