const plain = (value) => ['string', 'number', 'boolean'].includes(typeof value);

/** For each type, what a value becomes in it; undefined if it cannot. */
const casts = new Map([
  [String, (value) => (plain(value) ? String(value) : undefined)],
  [Number, (value) => (plain(value) && String(value).trim() !== ''
    && Number.isFinite(Number(value)) ? Number(value) : undefined)],
  [Boolean, (value) => new Map([[true, true], ['true', true], [false, false],
    ['false', false]]).get(value)],
]);

/** A value as its type: `'12'` as a number is 12, and one member becomes a list. */
export function cast(type, value) {
  if (!Array.isArray(type)) return casts.get(type)(value);
  const members = [value].flat(1).map((member) => cast(type[0], member));
  return members.includes(undefined) ? undefined : members;
}

export const nameOf = (type) =>
  (Array.isArray(type) ? `list of ${type[0].name}` : type.name);

/** A document that its schema does not accept; the server answers with 422. */
export class ValidationError extends Error {
  status = 422;
  constructor(problems) {
    super('The document does not fit the schema.');
    this.problems = problems;
  }
}
