export class ValidationError extends Error {
  status = 422;
  constructor(problems) {
    super('It does not fit the schema.');
    this.problems = problems;
  }
}

// Half of a surrogate pair is refused: SQLite keeps UTF-8, which has no place for it.
const isText = (value, longest = 200) => typeof value === 'string'
  && value.length >= 1 && value.length <= longest && value.isWellFormed();

/** For each type, what a value of it is. Nothing is turned into another type. */
const types = {
  text: isText,
  cents: (value) => Number.isSafeInteger(value) && value >= 0,
  stars: (value) => Number.isInteger(value) && value >= 1 && value <= 5,
  tags: (value) => Array.isArray(value) && value.length <= 5
    && value.every((tag) => isText(tag, 20)),
};

const schemas = {
  product: { name: 'text', price: 'cents', tags: 'tags' },
  review: { rating: 'stars', text: 'text' },
};

/** The fields of a schema, all of them. `values` is what the client has sent. */
export function validate(kind, values) {
  const document = {};
  const problems = {};
  for (const [field, type] of Object.entries(schemas[kind])) {
    const value = values?.[field];
    if (!types[type](value)) problems[field] = `is no ${type}`;
    else document[field] = type === 'tags' ? [...new Set(value)].sort() : value;
  }
  if (Object.keys(problems).length > 0) throw new ValidationError(problems);
  return document;
}
