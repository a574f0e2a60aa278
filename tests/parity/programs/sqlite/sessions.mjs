// Changesets: recorded, applied, in conflict.
import { DatabaseSync, constants } from 'node:sqlite';

const make = () => {
  const db = new DatabaseSync(':memory:');
  db.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes VALUES (1, 'one'), (2, 'two'); CREATE TABLE other (id INTEGER PRIMARY KEY)");
  return db;
};
const [source, target, conflicting] = [make(), make(), make()];
const session = source.createSession();
source.exec("INSERT INTO notes VALUES (3, 'three'); UPDATE notes SET text = 'ONE' WHERE id = 1; DELETE FROM notes WHERE id = 2; INSERT INTO other VALUES (1)");
const changeset = session.changeset();
console.log(changeset.constructor.name, changeset.length, session.patchset().length < changeset.length, Buffer.from(changeset).toString('hex'));
console.log(target.applyChangeset(changeset), target.prepare('SELECT * FROM notes').all());
conflicting.exec("UPDATE notes SET text = 'changed' WHERE id = 1; INSERT INTO notes VALUES (3, 'mine')");
console.log(conflicting.applyChangeset(changeset), conflicting.prepare('SELECT * FROM notes').all());
const seen = [];
console.log(conflicting.applyChangeset(changeset, {
  onConflict(type) {
    seen.push(Object.entries(constants).find(([name, value]) => name.startsWith('SQLITE_CHANGESET') && value === type && !/OMIT|REPLACE|ABORT/.test(name))?.[0]);
    return type === constants.SQLITE_CHANGESET_DATA || type === constants.SQLITE_CHANGESET_CONFLICT ? constants.SQLITE_CHANGESET_REPLACE : constants.SQLITE_CHANGESET_OMIT;
  },
  filter: (table) => table === 'notes',
}), seen, conflicting.prepare('SELECT * FROM notes').all(), conflicting.prepare('SELECT count(*) n FROM other').get());
const one = source.createSession({ table: 'other' });
source.exec("INSERT INTO notes VALUES (9, 'ignored'); INSERT INTO other VALUES (2)");
console.log(one.changeset().length > 0, make().applyChangeset(one.changeset()));
one.close();
for (const action of [() => one.changeset(), () => target.applyChangeset('x'), () => source.createSession({ table: 5 }), () => target.applyChangeset(new Uint8Array([1, 2, 3]))]) {
  try {
    console.log(action());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
