// What the provider's document says of its answers, and of nothing else.
import { Ajv2020 } from 'ajv/dist/2020.js';

const order = {
  type: 'object',
  required: ['id', 'total', 'status', 'phone'],
  properties: {
    id: { type: 'integer' },
    total: { type: 'integer', description: 'In cents' },
    status: { type: 'string', enum: ['paid', 'shipped', 'delivered'] },
    note: { type: 'string' },
    phone: { type: 'string' },
  },
};
const data = { type: 'array', items: order, description: 'Newest first' };
const ajv = new Ajv2020();
const OK = ajv.compile(order);
const LIST = ajv.compile({ type: 'object', required: ['data'], properties: { data } });

/** @returns whether an answer is one that the document has */
export const documented = (path, status, body) =>
  path.startsWith('/orders?') ? status === 200 && LIST(body)
    : status === 404 || (status === 200 && OK(body));
