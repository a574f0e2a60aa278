import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { describe, same, type Environment } from '../support/sqlite-pair.ts';

/** Every property of an object: its attributes, and what kind of function stands behind it. */
function shape(object: object): unknown[] {
  return (
    Reflect.ownKeys(object)
      // Where `constructor` stands among the others differs; it is never enumerated.
      .sort((a, b) => Number(a === 'constructor') - Number(b === 'constructor'))
      .map((key) => {
        const { value, get, set, ...attributes } = Object.getOwnPropertyDescriptor(
          object,
          key,
        ) as TypedPropertyDescriptor<unknown>;
        const functions = [value, get, set].map((item) => typeof item === 'function' && [item.name, item.length]);
        return [
          String(key),
          { ...attributes },
          functions,
          typeof value === 'function' || typeof value === 'object' ? typeof value : value,
        ];
      })
  );
}

const objects: Record<string, (environment: Environment) => object> = {
  DatabaseSync: ({ DatabaseSync }) => DatabaseSync.prototype,
  'a DatabaseSync': ({ memory }) => memory(),
  StatementSync: ({ StatementSync }) => StatementSync.prototype,
  'a StatementSync': ({ memory }) => memory().prepare('SELECT 1'),
  Session: ({ Session }) => Session.prototype as object,
  'a Session': ({ memory }) => memory().createSession(),
  'an SQLTagStore': ({ memory }) => memory().createTagStore(),
  'the prototype of an SQLTagStore': ({ memory }) => Object.getPrototypeOf(memory().createTagStore()) as object,
  'an iterator': ({ memory }) => memory().prepare('SELECT 1').iterate(),
  'the prototype of an iterator': ({ memory }) =>
    Object.getPrototypeOf(memory().prepare('SELECT 1').iterate()) as object,
  limits: ({ memory }) => memory().limits,
  constants: ({ constants }) => constants,
};
for (const [name, get] of Object.entries(objects)) {
  same(`the properties of ${name}`, (environment) =>
    shape(get(environment)).map((entry) => inspect(entry, { depth: 5 })),
  );
  same(`inspecting ${name}`, (environment) => inspect(get(environment)));
}
same('the functions', ({ DatabaseSync, StatementSync, Session, backup }) =>
  [DatabaseSync, StatementSync, Session, backup].map((f) => [
    f.name,
    f.length,
    Object.getPrototypeOf(f) === Function.prototype,
  ]),
);
same('prototype chains', ({ memory }) => {
  const iterator = memory().prepare('SELECT 1').iterate();
  const prototype = Object.getPrototypeOf(iterator) as object;
  return [
    Object.getPrototypeOf(prototype) === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
    iterator[Symbol.iterator]() === iterator,
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- how its prototype names it
    String(iterator),
    (prototype.constructor as { name: string }).name,
  ];
});
same('constants', ({ constants }) => constants);

const constructors: Record<string, (environment: Environment) => unknown> = {
  'DatabaseSync without new': ({ DatabaseSync }) => Reflect.apply(DatabaseSync, undefined, [':memory:']) as unknown,
  'new StatementSync': ({ StatementSync }) => Reflect.construct(StatementSync, []) as unknown,
  'new Session': ({ Session }) => new Session(),
  'new SQLTagStore': ({ memory }) => Reflect.construct(memory().createTagStore().constructor, []) as unknown,
  'new StatementSyncIterator': ({ memory }) =>
    Reflect.construct(memory().prepare('SELECT 1').iterate().constructor, []) as unknown,
  'a method of something else': ({ DatabaseSync }) => Reflect.apply(DatabaseSync.prototype.exec, {}, ['SELECT 1']),
  'a method of nothing': ({ DatabaseSync }) => Reflect.apply(DatabaseSync.prototype.exec, undefined, ['SELECT 1']),
  'a statement method of a database': ({ StatementSync, memory }) =>
    Reflect.apply(StatementSync.prototype.all, memory(), []) as unknown,
  'a getter of something else': ({ memory }) =>
    Reflect.apply(Object.getOwnPropertyDescriptor(memory(), 'isOpen')?.get as () => unknown, {}, []),
  'an iterator method of something else': ({ memory }) =>
    Reflect.apply(memory().prepare('SELECT 1').iterate().next, {}, []),
  'a tag store method of something else': ({ memory }) =>
    Reflect.apply(memory().createTagStore().get, {}, [['SELECT 1']]) as unknown,
};
for (const [name, call] of Object.entries(constructors)) same(name, call);

same('a class of its own', ({ DatabaseSync }) => {
  class Store extends DatabaseSync {
    constructor() {
      super(':memory:');
      this.exec('CREATE TABLE t(x)');
    }
    get size() {
      return this.prepare('SELECT count(*) AS n FROM t').get()?.['n'];
    }
  }
  const store = new Store();
  return [store.size, store instanceof DatabaseSync, store.constructor.name, inspect(store)];
});
same('constructor of an instance', ({ memory, DatabaseSync, StatementSync }) => [
  memory().constructor === DatabaseSync,
  memory().prepare('SELECT 1').constructor === StatementSync,
  memory().prepare('SELECT 1') instanceof StatementSync,
]);
same('inspecting errors', ({ memory, attempt }) => {
  const text = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return inspect(error).replace(/\n {4}at .*/g, '');
    }
    return attempt(work);
  };
  const database = memory();
  return [
    text(() => database.exec('selec')),
    text(() => database.prepare(1 as never)),
    text(() => database.open()),
    text(() => database.prepare('SELECT 9007199254740993').get()),
  ];
});
same('the stack of an error begins in the program', ({ memory, DatabaseSync }) => {
  const top = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return (error as Error).stack
        ?.split('\n')
        .slice(0, 2)
        .map((line) => line.replace(/\(?file:.*/, '(file)'));
    }
    return undefined;
  };
  const database = memory();
  const statement = database.prepare('SELECT ?');
  return [
    top(function program() {
      database.exec('selec');
    }),
    top(function program() {
      statement.get(undefined as never);
    }),
    top(function program() {
      return new DatabaseSync('/nowhere/x.db');
    }),
    top(function program() {
      return (database.limits.attach = -1);
    }),
    top(function program() {
      return (statement as { expandedSQL: string }).expandedSQL === '' || statement.iterate(1, 2, 3);
    }),
  ];
});

test('the description that the comparison works on tells values apart', () => {
  const different = [
    0,
    -0,
    0n,
    '0',
    null,
    undefined,
    [],
    {},
    Object.create(null),
    new Uint8Array(1),
    Buffer.alloc(1),
    new Error('x'),
    Object.assign(new Error('x'), { code: 1 }),
    new TypeError('x'),
  ];
  const described = different.map((value) => JSON.stringify([typeof describe(value), describe(value)]));
  assert.equal(new Set(described).size, different.length);
});
