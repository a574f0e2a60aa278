// Who is what to what: `object#relation@subject`, much as Zanzibar writes it. A subject
// is a user, or everybody who has a relation to another object (`group:weather#member`).
const tuples = new Set([
  'group:weather#member@user:ann',
  'group:weather#member@user:eve',
  'group:all#member@group:weather#member',
  'folder:reports#viewer@group:all#member',
  'folder:reports#editor@user:eve',
  'post:1#parent@folder:reports',
  'post:1#owner@user:ann',
]);

// Who has a relation also has these: the owner is an editor, an editor a viewer. A
// relation of the folder that a post lies in counts for the post.
const IMPLIED = new Map([['viewer', ['editor']], ['editor', ['owner']]]);
const FROM_PARENT = ['viewer', 'editor'];
const DEEPEST = 10;

const of = (object, relation) => [...tuples]
  .filter((tuple) => tuple.startsWith(`${object}#${relation}@`))
  .map((tuple) => tuple.slice(tuple.indexOf('@') + 1));

/** @returns the steps that lead from the object to the user, or null if none do */
export function path(user, relation, object, depth = 0) {
  if (depth === DEEPEST) return null; // groups may contain each other
  const goOn = (step, next) => {
    const rest = path(user, ...next, depth + 1);
    return rest && [step, ...rest];
  };
  for (const subject of of(object, relation)) {
    const step = `${object}#${relation}@${subject}`;
    if (subject === user) return [step];
    const [nextObject, nextRelation] = subject.split('#');
    const found = nextRelation && goOn(step, [nextRelation, nextObject]);
    if (found) return found;
  }
  for (const other of IMPLIED.get(relation) ?? []) {
    const found = goOn(`${relation} because ${other}`, [other, object]);
    if (found) return found;
  }
  if (!FROM_PARENT.includes(relation)) return null;
  for (const parent of of(object, 'parent')) {
    const found = goOn(`${object}#parent@${parent}`, [relation, parent]);
    if (found) return found;
  }
  return null;
}

export function remove(tuple) {
  return tuples.delete(tuple);
}
