const isText = (value) => typeof value === 'string' && /^.{1,40}$/.test(value);

// What a complete, valid player looks like, whichever request has left it so.
const members = {
  name: { required: true, ok: isText },
  score: { required: true, ok: (value) => Number.isSafeInteger(value) && value >= 0 },
  active: { required: true, ok: (value) => typeof value === 'boolean' },
  nick: { ok: isText },
};

/** Returns one sentence for each thing that is wrong with `player`. */
export function problems(player) {
  if (typeof player !== 'object' || player === null || Array.isArray(player)) {
    return ['send a JSON object'];
  }
  const found = [];
  for (const [name, { required, ok }] of Object.entries(members)) {
    if (!Object.hasOwn(player, name)) {
      if (required) found.push(`${name} is missing`);
    } else if (!ok(player[name])) {
      found.push(`${name} is not valid`);
    }
  }
  for (const name of Object.keys(player)) {
    if (!Object.hasOwn(members, name)) found.push(`a player has no ${name}`);
  }
  return found;
}
