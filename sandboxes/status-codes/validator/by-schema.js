import { Ajv2020 } from 'ajv/dist/2020.js';

const person = {
  type: 'object',
  required: ['name', 'email'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', maxLength: 80, pattern: '\\S' },
    email: { type: 'string', maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' },
    age: { type: 'integer', minimum: 16, maximum: 120 },
  },
};

// All errors, not only the first. That is safe here because the body is 10 kB at most
// and the patterns take linear time; without such bounds leave it out. 20 are told.
const validate = new Ajv2020({ allErrors: true }).compile(person);

export function bySchema(body) {
  if (validate(body)) return [];
  return validate.errors.slice(0, 20).map(({ instancePath, message }) => ({
    pointer: `#${instancePath}`,
    detail: message,
  }));
}
