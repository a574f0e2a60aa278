import { cast, nameOf, ValidationError } from './types.js';

/** A model: documents of one kind, which fit a schema whenever `save` writes them. */
export function model(store, kind, schema) {
  const hooks = { pre: [], post: [] };
  const key = (id) => `${kind}:${id}`;

  /** Known fields only, each as its type; and what could not be cast. */
  function read(values) {
    const document = {};
    const problems = {};
    for (const [field, { type }] of Object.entries(schema)) {
      if (values[field] === undefined || values[field] === null) continue;
      const value = cast(type, values[field]);
      if (value === undefined) problems[field] = `is no ${nameOf(type)}`;
      else document[field] = value;
    }
    return { document, problems };
  }

  function addDefaults(document) {
    for (const [field, { default: value }] of Object.entries(schema)) {
      if (value !== undefined) document[field] ??= structuredClone(value);
    }
    return document;
  }

  function save(id, values) {
    const { document, problems } = read(values);
    addDefaults(document);
    for (const [field, { required, min }] of Object.entries(schema)) {
      if (document[field] < min) problems[field] = `is less than ${min}`;
      if (required && document[field] === undefined) problems[field] ??= 'is missing';
    }
    if (Object.keys(problems).length > 0) throw new ValidationError(problems);
    for (const hook of hooks.pre) hook(document);
    store.write(key(id), document);
    for (const hook of hooks.post) hook(document);
    return document;
  }

  /** What cannot be cast reads as missing; nobody is told. */
  function findById(id) {
    const raw = store.read(key(id));
    return raw && addDefaults(read(raw).document);
  }

  /** One command to the store. It casts; validators and hooks do not run. */
  function updateOne(id, changes) {
    const { document, problems } = read(changes);
    if (Object.keys(problems).length > 0) throw new ValidationError(problems);
    return store.update(key(id), document);
  }

  const on = (when) => (hook) => { hooks[when].push(hook); };
  return { save, findById, updateOne, pre: on('pre'), post: on('post') };
}
