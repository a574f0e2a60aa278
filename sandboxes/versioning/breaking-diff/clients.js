// Three programs that were written for the old document. Each does the same three
// things, and throws when it cannot go on.
const ADA = { name: 'Ada Lovelace' };

function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** Reads what it needs, and minds nothing else. */
function tolerant(send) {
  must(send('post', '/users', ADA).status < 300, 'not created');
  const { name, status } = send('get', '/users/{id}').body;
  must(name.split(' ')[0] === 'Ada', 'no first name');
  must(status !== 'blocked', 'blocked');
  must(send('get', '/orders').body.data.length > 0, 'no orders');
}

/** Knows each case that there was, and has none for another. */
function exact(send) {
  must(send('post', '/users', ADA).status === 201, 'not 201');
  const { name, status } = send('get', '/users/{id}').body;
  must(name.split(' ')[0] === 'Ada', 'no first name');
  const color = { active: 'green', blocked: 'red' }[status];
  must(color !== undefined, `no color for ${status}`);
  must(send('get', '/orders').body.data.length === 20, 'not the page of 20 it draws');
}

const TYPES = { id: 'number', name: 'string', status: 'string' };
/** Was generated from the document, and takes nothing that is not in it. */
function strict(send) {
  must(send('post', '/users', ADA).status === 201, 'not 201');
  const user = send('get', '/users/{id}').body;
  for (const name of Object.keys(user)) must(name in TYPES, `${name} is not known`);
  for (const [name, type] of Object.entries(TYPES)) {
    must(typeof user[name] === type, `${name} is no ${type}`);
  }
  must(['active', 'blocked'].includes(user.status), `${user.status} is not known`);
  must(Array.isArray(send('get', '/orders').body.data), 'no list');
}

export const clients = { tolerant, exact, strict };
