import { requireObject, requireString, stringOption } from './arguments.ts';
import type { Connection } from './connection.ts';
import { SQLITE_DESERIALIZE_FREEONCLOSE, SQLITE_DESERIALIZE_RESIZEABLE } from './constants.ts';
import { connectionError, invalidArgumentType, invalidArgumentValue } from './errors.ts';

/** DatabaseSync.prototype.serialize([dbName]): the bytes a file of the database would have. */
export function serialize(connection: Connection, [dbName]: unknown[]): Uint8Array {
  connection.requireOpen();
  const name = dbName === undefined ? 'main' : requireString(dbName, 'dbName');
  const { library, pointer } = connection;
  const { exports, heap, out } = library;
  const data = heap.withText(name, (text) => exports.sqlite3_serialize(pointer, text, out, 0));
  connection.rethrow();
  if (data === 0) throw connectionError(library, pointer);
  const result = heap.copy(data, Number(heap.longs[out >> 3]));
  exports.sqlite3_free(data);
  return result;
}

/** DatabaseSync.prototype.deserialize(buffer[, options]): replaces a database by one in memory, of a file's bytes. */
export function deserialize(connection: Connection, [buffer, options]: unknown[]): void {
  connection.requireOpen();
  if (!(buffer instanceof Uint8Array)) throw invalidArgumentType('The "buffer" argument must be a Uint8Array.');
  if (buffer.length === 0) throw invalidArgumentValue('The "buffer" argument must not be empty.');
  const given = options === undefined ? {} : requireObject(options);
  const name = stringOption(given, 'dbName') ?? 'main';
  const { exports, heap } = connection.library;
  connection.finalizeStatements();
  const data = heap.store(buffer);
  const size = BigInt(buffer.length);
  // SQLite frees the memory, even when it refuses the bytes in it.
  connection.check(
    heap.withText(name, (text) =>
      exports.sqlite3_deserialize(
        connection.pointer,
        text,
        data,
        size,
        size,
        SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE,
      ),
    ),
  );
}
