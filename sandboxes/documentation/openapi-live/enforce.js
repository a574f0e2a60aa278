// What an OpenAPI document says, checked on every request and every answer. It reads
// enough for this chapter: JSON bodies, parameters in path and query.
import { Ajv2020 } from 'ajv/dist/2020.js';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const ID = 'openapi.json';

export function problem(res, status, title, errors) {
  res.status(status).type('application/problem+json');
  res.send(JSON.stringify({ title, status, errors }));
}

/** Follows a pointer and references. @returns the last pointer, and its value */
function find(document, pointer) {
  let value = document;
  for (const step of pointer.split('/').slice(1)) {
    value = value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (value === undefined) throw new Error(`${ID}: #${pointer} leads nowhere`);
  if (typeof value.$ref !== 'string') return { pointer, value };
  return find(document, value.$ref.slice(1));
}

const words = ({ instancePath, message, params: { additionalProperty: name } }) =>
  name ? `${instancePath}/${name} is not in the document`
    : `${instancePath} ${message}`.trim();

/** @returns `at`, a schema's pointer as a schema, and `check`, which compiles one */
function checksOf(document, options) {
  // In 3.1, `format` is a note for readers, unless a tool is told to check it.
  // All errors at once are safe here: bodies are 10 kB at most, patterns linear.
  const ajv = new Ajv2020({ ...options, allErrors: true, validateFormats: false });
  // The document's own members are no words of JSON Schema.
  ajv.addVocabulary([...Object.keys(document), 'example']);
  ajv.addSchema(document, ID);
  const check = (schema) => {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : validate.errors.slice(0, 20).map(words));
  };
  return { check, at: (pointer) => ({ $ref: `${ID}#${encodeURI(pointer)}` }) };
}

function operation(document, { bodies, texts }, path, method) {
  const start = `/paths/${path.replaceAll('/', '~1')}/${method}`;
  const { parameters = [], requestBody, responses } = find(document, start).value;

  const parametersIn = (place) => {
    const schema = { type: 'object', required: [], properties: {} };
    parameters.forEach((each, index) => {
      if (each.in !== place) return;
      if (each.required) schema.required.push(each.name);
      schema.properties[each.name] = texts.at(`${start}/parameters/${index}/schema`);
    });
    return texts.check({ ...schema, additionalProperties: false });
  };
  const [checkPath, checkQuery] = [parametersIn('path'), parametersIn('query')];
  const checkBody = requestBody
    && bodies.check(bodies.at(`${start}/requestBody/content/application~1json/schema`));

  const answers = new Map();
  for (const status of Object.keys(responses)) {
    const { pointer, value } = find(document, `${start}/responses/${status}`);
    const [type] = Object.keys(value.content ?? {});
    const schema = `${pointer}/content/${type?.replaceAll('/', '~1')}/schema`;
    const check = type ? bodies.check(bodies.at(schema)) : () => [];
    const { example } = value.content?.[type] ?? {};
    const wrong = example === undefined ? [] : check(example);
    if (wrong.length > 0) throw new Error(`${ID}: #${pointer}, example: ${wrong}`);
    answers.set(Number(status), check);
  }

  const pattern = path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return {
    path, method, checkPath, checkQuery, checkBody,
    pattern: new RegExp(`^${pattern}$`),
    /** @returns what is wrong with an answer: a list that is empty when it fits */
    faults: (status, body) =>
      answers.get(status)?.(body) ?? [`${status} is not in the document`],
  };
}

/** @returns all operations; throws at a wrong example, or a reference to nowhere */
export function operationsOf(document) {
  const bodies = checksOf(document, {});
  const texts = checksOf(document, { coerceTypes: true }); // parameters come as text
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method])
      .map((method) => operation(document, { bodies, texts }, path, method)));
}

/** Finds the operation of a request, and looks at what is answered. */
export const answers = (operations, { refuse }) => (req, res, next) => {
  const here = operations.filter((each) => each.pattern.test(req.path));
  const method = req.method === 'HEAD' ? 'get' : req.method.toLowerCase();
  const found = here.find((each) => each.method === method);
  if (here.length === 0) return problem(res, 404, 'Not in the document');
  if (!found) {
    res.set('Allow', here.map((each) => each.method.toUpperCase()).join(', '));
    return problem(res, 405, 'Not in the document');
  }
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
    if (!refuse || res.headersSent) return res.end(chunk, ...rest);
    problem(res, 500, 'The answer is not what the document says');
  };
  next();
};

/** A path parameter as text; one that cannot be decoded stays as it is. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Lets pass what the document allows; to be used after the body has been parsed. */
export function requests(req, res, next) {
  const { pattern, checkPath, checkQuery, checkBody } = res.locals.operation;
  const groups = Object.entries(pattern.exec(req.path).groups ?? {});
  const path = Object.fromEntries(groups.map(([name, text]) => [name, decoded(text)]));
  const faults = [...checkPath(path), ...checkQuery({ ...req.query })];
  if (faults.length > 0) return problem(res, 400, 'Invalid parameters', faults);
  if (checkBody && !req.is('json')) return problem(res, 415, 'Not JSON');
  const wrong = checkBody?.(req.body) ?? [];
  if (wrong.length > 0) return problem(res, 422, 'Invalid body', wrong);
  next();
}
