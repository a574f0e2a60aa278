// Broken on purpose, in one place: it finds what breaks a schema, and takes a status
// that the document does not have. Nobody has plugged it in, either:
//   const operations = operationsOf(document);
//   app.use(answers(operations)); … express.json() … app.use(requests);
import { Ajv2020 } from 'ajv/dist/2020.js';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const ID = 'openapi.json';

export function problem(res, status, title, errors) {
  res.status(status).type('application/problem+json');
  res.send(JSON.stringify({ title, status, errors }));
}

function find(document, pointer) {
  let value = document;
  for (const step of pointer.split('/').slice(1)) {
    value = value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (value === undefined) throw new Error(`${ID}: #${pointer} leads nowhere`);
  if (typeof value.$ref !== 'string') return { pointer, value };
  return find(document, value.$ref.slice(1));
}

function operation(document, ajv, path, method) {
  const start = `/paths/${path.replaceAll('/', '~1')}/${method}`;
  const { requestBody, responses } = find(document, start).value;
  const check = (content) => {
    const validate = ajv.compile({ $ref: `${ID}#${encodeURI(content)}/schema` });
    return (body) =>
      validate(body) ? [] : validate.errors.map((each) => each.message);
  };
  const answers = new Map();
  for (const status of Object.keys(responses)) {
    const { pointer, value } = find(document, `${start}/responses/${status}`);
    const [type] = Object.keys(value.content ?? {});
    const content = `${pointer}/content/${type?.replaceAll('/', '~1')}`;
    answers.set(Number(status), type ? check(content) : () => []);
  }
  return {
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    checkBody: requestBody && check(`${start}/requestBody/content/application~1json`),
    faults: (status, body) => answers.get(status)?.(body) ?? [],
  };
}

/** @returns all operations; throws when a reference of the document leads nowhere */
export function operationsOf(document) {
  const ajv = new Ajv2020({ validateFormats: false });
  ajv.addVocabulary([...Object.keys(document), 'example']);
  ajv.addSchema(document, ID);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method])
      .map((method) => operation(document, ajv, path, method)));
}

export const answers = (operations) => (req, res, next) => {
  const method = req.method === 'HEAD' ? 'get' : req.method.toLowerCase();
  const found = operations.find((each) =>
    each.method === method && each.pattern.test(req.path));
  if (!found) return problem(res, 404, 'Not in the document');
  res.locals.operation = found;
  const { end } = res;
  res.end = (chunk, ...rest) => {
    res.end = end;
    const bodiless = req.method === 'HEAD' || res.statusCode === 304;
    const isJson = chunk && /json/.test(res.get('Content-Type'));
    const body = isJson ? JSON.parse(chunk) : chunk;
    const faults = bodiless ? [] : found.faults(res.statusCode, body);
    if (faults.length === 0) return res.end(chunk, ...rest);
    console.log(`${req.method} ${req.path}, ${res.statusCode}: ${faults.join('; ')}`);
    problem(res, 500, 'The answer is not what the document says');
  };
  next();
};

export function requests(req, res, next) {
  const wrong = res.locals.operation.checkBody?.(req.body ?? null) ?? [];
  if (wrong.length > 0) return problem(res, 422, 'Invalid body', wrong);
  next();
}
