const isText = (value, max) =>
  typeof value === 'string' && value.isWellFormed() && value.trim() !== ''
  && value.length <= max;

// What a person may consist of. Whatever has no line here is refused.
const members = {
  name: [(value) => isText(value, 80), 'must be a text of 1 to 80 characters', true],
  email: [
    (value) => isText(value, 254) && /^[^@\s]+@[^@\s]+$/.test(value),
    'must be an e-mail address', true,
  ],
  age: [
    (value) => Number.isInteger(value) && value >= 16 && value <= 120,
    'must be a whole number from 16 to 120',
  ],
};

/** Returns one entry for each thing that is wrong: where it is, and what must be. */
export function byHand(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ pointer: '#', detail: 'must be an object' }];
  }
  const errors = [];
  for (const [name, [ok, detail, required]] of Object.entries(members)) {
    const pointer = `#/${name}`;
    if (!Object.hasOwn(body, name)) {
      if (required) errors.push({ pointer, detail: 'is missing' });
    } else if (!ok(body[name])) errors.push({ pointer, detail });
  }
  if (Object.keys(body).some((name) => !Object.hasOwn(members, name))) {
    errors.push({ pointer: '#', detail: 'has members that are not known' });
  }
  return errors;
}
