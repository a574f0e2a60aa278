// What has changed between two OpenAPI documents, and whom it can break. It reads
// enough for this chapter: JSON bodies without $ref, members without members.

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const namesOf = (...objects) =>
  [...new Set(objects.flatMap((each) => Object.keys(each ?? {})))];
const schemaOf = (holder) => holder?.content?.['application/json']?.schema ?? {};

/** Parameters as members of an object, so that one comparison will do for both. */
const asObject = (parameters = []) => ({
  required: parameters.filter((each) => each.required).map((each) => each.name),
  properties: Object.fromEntries(parameters.map((each) => [each.name, each.schema])),
});

/** Rules for one member. `sent` means in requests; otherwise the client reads it. */
function* compareMember(before, after, sent, at) {
  if (String(before.type) !== String(after.type)) {
    yield ['breaking', `${at} was ${before.type}, is ${after.type}`];
  }
  if (before.default !== after.default) {
    yield ['breaking', `${at} was ${before.default} by default, is ${after.default}`];
  }
  for (const limit of ['maxLength', 'maximum']) {
    const [was, is] = [before[limit] ?? Infinity, after[limit] ?? Infinity];
    if (sent && is < was) yield ['breaking', `${at}: ${limit} was ${was}, is ${is}`];
    if (sent && is > was) yield ['safe', `${at}: ${limit} was ${was}, is ${is}`];
  }
  const [old, now] = [before.enum, after.enum];
  if (!old && now) {
    yield [sent ? 'breaking' : 'safe', `${at} may only be ${now.join(' or ')}`];
  }
  if (old && !now) yield [sent ? 'safe' : 'depends', `${at} may be anything`];
  if (!old || !now) return;
  for (const value of now.filter((each) => !old.includes(each))) {
    yield [sent ? 'safe' : 'depends', `${at} may be “${value}”`];
  }
  for (const value of old.filter((each) => !now.includes(each))) {
    yield [sent ? 'breaking' : 'safe', `${at} may no longer be “${value}”`];
  }
}

function* compareObject(before, after, sent, at) {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  for (const name of namesOf(old, now)) {
    const where = `${at} ${name}`;
    const required = after.required?.includes(name) ?? false;
    if (!Object.hasOwn(now, name)) yield ['breaking', `${where} is removed`];
    else if (!Object.hasOwn(old, name)) {
      const verdict = !sent ? 'depends' : required ? 'breaking' : 'safe';
      yield [verdict, `${where} is new${sent && required ? ', and required' : ''}`];
    } else {
      yield* compareMember(old[name], now[name], sent, where);
      if (required === (before.required?.includes(name) ?? false)) continue;
      // Requests may not have to bring more, answers may not bring less.
      yield [
        required === sent ? 'breaking' : 'safe',
        `${where} is ${required ? 'required' : 'optional'} now`,
      ];
    }
  }
}

function* compareOperation(before, after, at) {
  const inputs = [asObject(before.parameters), asObject(after.parameters)];
  yield* compareObject(...inputs, true, `${at}:`);
  const bodies = [schemaOf(before.requestBody), schemaOf(after.requestBody)];
  yield* compareObject(...bodies, true, `${at}, sent:`);
  for (const code of namesOf(before.responses, after.responses)) {
    const [old, now] = [before.responses?.[code], after.responses?.[code]];
    if (!now) yield ['breaking', `${at}: ${code} is no longer answered`];
    else if (!old) yield ['depends', `${at}: ${code} is answered, too`];
    else yield* compareObject(schemaOf(old), schemaOf(now), false, `${at}, ${code}:`);
  }
}

/** @returns pairs of a verdict (breaking, depends, safe) and what has changed */
export function* classify(before, after) {
  for (const path of namesOf(before.paths, after.paths)) {
    for (const method of METHODS) {
      const at = `${method.toUpperCase()} ${path}`;
      const [old, now] = [before, after].map(({ paths }) => paths?.[path]?.[method]);
      if (old && now) yield* compareOperation(old, now, at);
      else if (old) yield ['breaking', `${at} is removed`];
      else if (now) yield ['safe', `${at} is new`];
    }
  }
}

const ORDER = ['breaking', 'depends', 'safe'];
/** @returns the worst verdict; a document without changes is safe */
export const worst = (changes) =>
  ORDER.find((verdict) => changes.some(([each]) => each === verdict)) ?? 'safe';
export const byVerdict = ([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b);
