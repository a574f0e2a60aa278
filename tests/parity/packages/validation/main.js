// Schemas that say what is wrong: zod with transforms, ajv with generated code.
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { z } from 'zod';
import * as mini from 'zod/mini';

const User = z.object({
  name: z.string().min(2).trim(),
  email: z.email(),
  age: z.coerce.number().int().positive().optional(),
  tags: z.array(z.enum(['a', 'b'])).default([]),
  address: z.discriminatedUnion('kind', [z.object({ kind: z.literal('po'), box: z.number() }), z.object({ kind: z.literal('street'), street: z.string() })]),
  since: z.iso.date().transform((text) => new Date(text)),
}).strict().refine((user) => user.name !== 'root', { error: 'not root', path: ['name'] });
const good = { name: ' Ann ', email: 'ann@port3000.test', age: '41', address: { kind: 'po', box: 7 }, since: '2024-02-29' };
console.log(User.parse(good));
const bad = User.safeParse({ ...good, name: 'A', email: 'nobody', age: -1, tags: ['c'], address: { kind: 'moon' }, since: '2024-02-30', extra: 1 });
console.log(z.treeifyError(bad.error));
console.log(z.prettifyError(bad.error));
console.log(z.flattenError(User.safeParse({ ...good, name: 'root' }).error));
console.log(JSON.stringify(z.toJSONSchema(z.object({ n: z.number().max(3), s: z.string().regex(/^a/) }))));
console.log(await z.string().refine(async (text) => text.length > 1).safeParseAsync('a').then(({ success, error }) => [success, error.issues[0].code]));
console.log(mini.parse(mini.pipe(mini.string(), mini.transform((text) => text.length)), 'four'));
try {
  z.number().parse('x');
} catch (error) {
  console.log(error instanceof z.ZodError, error.name, error.message);
}

const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true });
ajv.addKeyword({ keyword: 'even', type: 'number', validate: (schema, number) => number % 2 === 0 });
ajv.addFormat('slug', /^[a-z-]+$/);
const validate = ajv.compile({
  $id: 'https://port3000.test/order.json', type: 'object', required: ['id', 'lines'], additionalProperties: false,
  properties: { id: { type: 'integer', even: true }, slug: { type: 'string', format: 'slug' }, lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } }, note: { default: 'none' } },
  $defs: { line: { type: 'object', properties: { sku: { type: 'string', pattern: '^[A-Z]{3}$' }, count: { type: 'number', exclusiveMinimum: 0 } }, required: ['sku'] } },
});
const order = { id: '4', lines: [{ sku: 'ABC', count: 1 }] };
console.log(validate(order), order);
console.log(validate({ id: 3, slug: 'Not A Slug', lines: [{ sku: 'abc', count: 0 }, {}], more: true }), ajv.errorsText(validate.errors, { separator: '\n' }));
console.log(new Ajv2020().validate({ prefixItems: [{ type: 'string' }], items: false }, ['a', 'b']));
const source = standaloneCode(new Ajv({ code: { source: true } }), new Ajv({ code: { source: true } }).compile({ type: 'string', maxLength: 3 }));
console.log(source.length > 100);
try {
  ajv.compile({ type: 'nonsense' });
} catch (error) {
  console.log(error.message.slice(0, 60));
}
