const isString = (value) => typeof value === 'string';

// What a complete, valid user looks like. PUT sends one; PATCH must leave one.
const members = {
  name: { required: true, ok: (value) => isString(value) && value !== '' },
  email: { required: true, ok: (value) => isString(value) && /^\S+@\S+$/.test(value) },
  age: { ok: (value) => Number.isInteger(value) && value >= 0 },
  city: { ok: isString },
  newsletter: { ok: (value) => typeof value === 'boolean' },
};

/** Returns one sentence for each thing that is wrong with `user`. */
export function problems(user) {
  if (typeof user !== 'object' || user === null || Array.isArray(user)) {
    return ['send a JSON object'];
  }
  const found = [];
  for (const [name, { required, ok }] of Object.entries(members)) {
    if (!Object.hasOwn(user, name)) {
      if (required) found.push(`${name} is missing`);
    } else if (!ok(user[name])) {
      found.push(`${name} is not valid`);
    }
  }
  for (const name of Object.keys(user)) {
    if (!Object.hasOwn(members, name)) found.push(`${name} is not a member of a user`);
  }
  return found;
}
