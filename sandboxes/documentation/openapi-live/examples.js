// Every example of the document is sent to the API, and its answer compared with the
// schema of its status. What is printed in the documents is a test as well.

const valuesOf = ({ example, examples }) =>
  examples ? Object.values(examples).map((each) => each.value) : [example];

const fill = (path, { name, in: place }, value) =>
  place === 'path' ? path.replace(`{${name}}`, value)
    : `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`;

/** @returns { method, path, body } for each example of each operation */
export function requestsOf(document) {
  return Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item).flatMap(([name, { parameters = [], requestBody }]) => {
      let paths = [template];
      for (const each of parameters) {
        const values = valuesOf(each);
        paths = paths.flatMap((path) => values.map((value) => fill(path, each, value)));
      }
      const body = requestBody?.content['application/json'].example;
      const method = name.toUpperCase();
      return paths.map((path) => ({ method, template, path, body }));
    }));
}

export async function tryAll(document, operations, api, key) {
  const lines = [];
  for (const { method, template, path, body } of requestsOf(document)) {
    const init = { method, headers: { Authorization: `Bearer ${key}` } };
    if (body) {
      init.headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await fetch(api + path, init);
    const faults = operations
      .find((each) => each.path === template && each.method === method.toLowerCase())
      .faults(response.status, await response.json());
    const verdict = faults.length === 0 ? 'fits' : faults.join('; ');
    const what = `${method.padEnd(4)}  ${path.padEnd(15)}`;
    lines.push(`${what}  ${response.status}  ${verdict}`);
  }
  return lines.join('\n');
}
