import { createHash } from 'node:crypto';

// What our own apps ask, known to the server since they were built. Each has an id made
// from its text, so that one id never means two questions.
const texts = [
  'query Profile($id: ID!) { user(id: $id) { name posts(first: 3) { title } } }',
  'mutation { createUser(name: "Nobody") { id } }',
];

export const idOf = (text) =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

export const documents = new Map(texts.map((text) => [idOf(text), text]));
