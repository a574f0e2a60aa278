import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

async function send(method, path, body) {
  const headers = { Connection: 'close' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? '';
  const value = /json/.test(type) && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, type, value };
}
const served = async () => (await send('GET', '/openapi.json')).value ?? {};

const steps = (pointer) => pointer.split('/').slice(1)
  .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
const at = (document, pointer) =>
  steps(pointer).reduce((value, step) => value?.[step], document);
/** Follows references, at most 20, so that a circle ends. */
function followed(document, value) {
  let end = value;
  for (let count = 0; end?.$ref && count < 20; count += 1) {
    end = at(document, end.$ref.slice(1));
  }
  return end ?? {};
}

function referencesOf(value) {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesOf)];
}

function operationsOf(document) {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      path, method, ...item[method],
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])]
        .map((each) => followed(document, each)),
    })));
}

/** @returns what is wrong with a value, as text; empty when it fits */
function faults(document, schema, value) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const { $ref, ...rest } = schema ?? {};
  const { components } = document;
  const whole = { ...rest, ...($ref && { allOf: [{ $ref }] }), components };
  return ajv.validate(whole, value) ? '' : ajv.errorsText(null, { dataVar: 'body' });
}

/** @returns what is wrong with an answer to an operation; empty when it fits */
function unfit(document, operation, { status, value }) {
  const response = operation.responses?.[status];
  if (!response) return `${status} is not documented there`;
  const [content] = Object.values(followed(document, response).content ?? {});
  return content?.schema ? faults(document, content.schema, value) : '';
}

const bodyOf = (document, operation) =>
  followed(document, operation.requestBody)?.content?.['application/json'];
const exampleOf = ({ example, examples }) =>
  example ?? Object.values(examples ?? {})[0]?.value;

test('the document is of OpenAPI 3.1 or 3.2', async () => {
  const { openapi } = await served();
  assert.match(String(openapi), /^3\.[12]\.\d+$/, `openapi is ${openapi}.`);
});

test('no $ref of the document leads nowhere', async () => {
  const document = await served();
  const references = referencesOf(document);
  const nowhere = references.filter((each) =>
    !each.startsWith('#/') || at(document, each.slice(1)) === undefined);
  assert.deepEqual([...new Set(nowhere)], [], 'These references lead nowhere.');
});

test('what the contracts use is in the document, and no GET has a body', async () => {
  const document = await served();
  const operations = operationsOf(document);
  const names = operations.map(({ method, path }) => `${method} ${path}`);
  const wanted = ['get /parcels', 'get /parcels/{id}', 'post /parcels'];
  const missing = wanted.filter((each) => !names.includes(each));
  assert.deepEqual(missing, [], 'These are not in it.');
  const bodies = operations.filter((each) => each.method === 'get' && each.requestBody);
  assert.deepEqual(bodies.map(({ path }) => path), [], 'These have a requestBody.');
  const list = operations[names.indexOf('get /parcels')];
  const query = list.parameters.filter((each) => each.in === 'query');
  const named = query.map(({ name }) => name);
  assert.deepEqual(named, ['status'], 'The query of GET /parcels.');
});

test('the example of a body fits the schema of the body', async () => {
  const document = await served();
  for (const operation of operationsOf(document)) {
    const content = bodyOf(document, operation);
    if (!content) continue;
    const what = `${operation.method} ${operation.path}`;
    const example = exampleOf(content);
    assert.notEqual(example, undefined, `${what} has no example.`);
    const wrong = faults(document, content.schema, example);
    assert.equal(wrong, '', `The example of ${what}.`);
  }
});

test('each example request gets a documented status and a body that fits', async () => {
  const document = await served();
  for (const operation of operationsOf(document)) {
    let { path } = operation;
    const query = [];
    for (const each of operation.parameters) {
      const value = exampleOf(each);
      assert.notEqual(value, undefined, `${each.name} of ${path} has no example.`);
      if (each.in === 'path') path = path.replace(`{${each.name}}`, value);
      if (each.in === 'query') query.push(`${each.name}=${encodeURIComponent(value)}`);
    }
    if (query.length > 0) path += `?${query.join('&')}`;
    const content = bodyOf(document, operation);
    const method = operation.method.toUpperCase();
    const body = method === 'GET' ? undefined : content && exampleOf(content);
    const answer = await send(method, path, body);
    assert.equal(answer.status < 300, true, `${method} ${path} is ${answer.status}.`);
    assert.equal(unfit(document, operation, answer), '', `${method} ${path}`);
  }
});

test('the interactions of web are as recorded', async () => {
  const one = await send('GET', '/parcels/1');
  const { id, status, weight } = one.value ?? {};
  const seen = { status: one.status, id, state: status, weight: typeof weight };
  const wanted = { status: 200, id: 1, state: 'delivered', weight: 'number' };
  assert.deepEqual(seen, wanted, 'GET /parcels/1');
  const none = await send('GET', '/parcels/99');
  assert.equal(none.status, 404, 'GET /parcels/99');
  assert.equal(typeof none.value?.title, 'string', 'GET /parcels/99 has no title.');
  const list = await send('GET', '/parcels?status=in_transit');
  assert.equal(list.value?.data?.[0]?.id, 2, 'GET /parcels?status=in_transit, its id');
});

test('the interactions of billing are as recorded', async () => {
  const one = await send('GET', '/parcels/1');
  assert.equal(one.value?.weight, 1200, 'GET /parcels/1, /weight');
  const made = await send('POST', '/parcels', { to: 'Grace Hopper', weight: 500 });
  assert.deepEqual([made.status, made.value?.weight], [201, 500], 'POST /parcels');
});

test('a route that is not in the document is 404', async () => {
  const { paths } = await served();
  assert.equal(Object.hasOwn(paths ?? {}, '/debug'), false, 'It is documented.');
  for (const path of ['/debug', '/parcels/1/labels']) {
    assert.equal((await send('GET', path)).status, 404, `GET ${path}`);
  }
});

test('a body that breaks its schema is refused with 422', async () => {
  for (const body of [{ to: 'Grace Hopper', weight: '500 g' }, { weight: 1 }, []]) {
    const { status } = await send('POST', '/parcels', body);
    assert.equal(status, 422, `POST /parcels with ${JSON.stringify(body)}`);
  }
});

test("a client's mistake is a documented 400, and no 500", async () => {
  const { paths } = await served();
  const read = paths?.['/parcels/{id}']?.get?.responses ?? {};
  const undecoded = await send('GET', '/parcels/%zz');
  assert.equal(undecoded.status, 400, 'GET /parcels/%zz, which cannot be decoded');
  assert.equal(Object.hasOwn(read, '400'), true, 'GET /parcels/{id} has no 400.');
  const made = paths?.['/parcels']?.post?.responses ?? {};
  const headers = { 'Content-Type': 'application/json', Connection: 'close' };
  const init = { method: 'POST', headers, body: '{ "to": ' };
  const { status } = await fetch('http://localhost:3000/parcels', init);
  assert.equal(status, 400, 'POST /parcels with half of a JSON text');
  assert.equal(Object.hasOwn(made, '400'), true, 'POST /parcels has no 400.');
});

test('an answer that breaks its schema is not sent: it is 500', async () => {
  const document = await served();
  const { weight } = document.components?.schemas?.Parcel?.properties ?? {};
  assert.equal(weight?.type, 'integer', 'In the document a weight is an integer.');
  const { status, value } = await send('GET', '/parcels/3');
  assert.equal(status, 500, 'GET /parcels/3, which has no weight');
  assert.equal(value?.to, undefined, 'The parcel is in the answer all the same.');
});

test('a status that is not in the document is not sent', async () => {
  const { paths } = await served();
  const judge = (path, what, status) => {
    const documented = Object.keys(paths?.[path]?.post?.responses ?? {});
    const fine = documented.includes(String(status)) || status === 500;
    assert.equal(fine, true, `${what} is ${status}, and not one of ${documented}.`);
  };
  const { status } = await send('POST', '/parcels/2/returns');
  judge('/parcels/{id}/returns', 'POST /parcels/2/returns', status);
  const headers = { 'Content-Type': 'application/json; charset=latin1' };
  const init = { method: 'POST', headers, body: '{}' };
  const latin = await fetch('http://localhost:3000/parcels', init);
  judge('/parcels', 'POST /parcels with a charset that nobody reads', latin.status);
});
