// A store of JSON documents by key: it knows nothing of what is in them.
const LONGEST = 100; // documents; the oldest goes when there are more
const documents = new Map();
let operations = [];

const note = (what, key, json) => operations.push(`${what} ${key}, ${json.length} B`);

export const store = {
  write(key, document) {
    const json = JSON.stringify(document);
    note('write', key, json);
    documents.set(key, json);
    if (documents.size > LONGEST) documents.delete(documents.keys().next().value);
  },
  read(key) {
    const json = documents.get(key);
    if (json === undefined) return undefined;
    note('read', key, json);
    return JSON.parse(json);
  },
  update(key, changes) {
    const json = documents.get(key);
    if (json === undefined) return undefined;
    const document = { ...JSON.parse(json), ...changes };
    documents.set(key, JSON.stringify(document));
    note('update', key, JSON.stringify(changes));
    return document;
  },
  /** What was done since the last time this was asked. */
  operations() {
    const done = operations;
    operations = [];
    return done;
  },
};
