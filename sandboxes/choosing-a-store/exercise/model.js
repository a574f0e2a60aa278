// Broken on purpose: it turns whatever comes into the type that the schema names.

export class ValidationError extends Error {
  status = 422;
  constructor(problems) {
    super('It does not fit the schema.');
    this.problems = problems;
  }
}

const plain = (value) => (typeof value === 'object' ? JSON.stringify(value) : value);
const whole = (value) => Math.round(Number(plain(value))) || 0;

const types = {
  text: (value) => String(plain(value)),
  cents: whole,
  stars: whole,
  tags: (value) => [value].flat().map((tag) => String(plain(tag))),
};

const schemas = {
  product: { name: 'text', price: 'cents', tags: 'tags' },
  review: { rating: 'stars', text: 'text' },
};

/** The fields of a schema, all of them. `values` is what the client has sent. */
export function validate(kind, values) {
  const document = {};
  for (const [field, type] of Object.entries(schemas[kind])) {
    document[field] = types[type](values?.[field]);
  }
  return document;
}
