import {
  booleanOption,
  functionOption,
  readConfiguration,
  requireBoolean,
  requireFunction,
  requireObject,
  requirePath,
  requireString,
} from './arguments.ts';
import { changesetHandlers, installSqliteCallbacks } from './callbacks.ts';
import { Connection } from './connection.ts';
import { SQLITE_ABORT, SQLITE_DBCONFIG_DEFENSIVE, SQLITE_OK } from './constants.ts';
import {
  constructCallRequired,
  invalidArgumentType,
  invalidState,
  loadExtensionFailed,
  resultError,
} from './errors.ts';
import { defineAggregate, defineFunction } from './functions.ts';
import { deserialize, serialize } from './image.ts';
import type { Library } from './library.ts';
import { Limits } from './limits.ts';
import { type Brand, createBrand, defineDispose, defineMethods, getters } from './native.ts';
import { createSession } from './session.ts';
import { createStatement } from './statement-class.ts';
import { Statement } from './statement.ts';
import { createTagStore } from './tag-store.ts';

/** The state of a DatabaseSync. */
interface Database {
  readonly connection: Connection;
  readonly limits: Limits;
}

/** Closes the connections of DatabaseSync objects that have been garbage-collected, unless they are closed. */
const abandoned = new FinalizationRegistry<Connection>((connection) => {
  if (connection.isOpen) connection.close();
});

/** The class DatabaseSync on a library, and the connection behind an instance of it. */
export function createDatabaseClass(library: Library): {
  DatabaseSync: new (path: unknown, options?: unknown) => object;
  connectionOf: (object: unknown) => Connection;
} {
  const databases = createBrand<Database>();
  const connectionOf = (object: unknown) => databases.get(object).connection;
  const properties = databaseProperties(databases);

  function DatabaseSync(this: object, ...args: unknown[]): void {
    try {
      if (new.target === undefined) throw constructCallRequired();
      const path = requirePath(args[0]);
      const { open, ...configuration } = readConfiguration(path, args.length > 1 ? requireObject(args[1]) : {});
      const connection = new Connection(library, configuration);
      if (open) connection.open();
      databases.set(this, { connection, limits: new Limits(connection) });
      Object.defineProperties(this, properties);
      abandoned.register(this, connection);
    } catch (error) {
      if (error instanceof Error) Error.captureStackTrace?.(error, new.target ?? DatabaseSync);
      throw error;
    }
  }

  Object.defineProperty(DatabaseSync, 'length', { value: 0, configurable: true });
  defineDatabaseMethods(DatabaseSync.prototype as object, library, databases);
  return {
    DatabaseSync: DatabaseSync as unknown as new (path: unknown, options?: unknown) => object,
    connectionOf,
  };
}

function databaseProperties(databases: Brand<Database>): PropertyDescriptorMap {
  return {
    ...getters({
      isOpen: (self) => databases.get(self).connection.isOpen,
      isTransaction: (self) => {
        const { connection } = databases.get(self);
        connection.requireOpen();
        return connection.library.exports.sqlite3_get_autocommit(connection.pointer) === 0;
      },
      limits: (self) => {
        const { limits } = databases.get(self);
        limits.refresh();
        return limits.proxy;
      },
    }),
    [Symbol.for('sqlite-type')]: {
      value: 'node:sqlite',
      writable: true,
      enumerable: true,
      configurable: true,
    },
  };
}

function defineDatabaseMethods(prototype: object, library: Library, databases: Brand<Database>): void {
  const pointers = installSqliteCallbacks(library);
  const connectionOf = (self: unknown) => databases.get(self).connection;
  const openConnection = (self: unknown) => {
    const connection = connectionOf(self);
    connection.requireOpen();
    return connection;
  };

  defineMethods(prototype, {
    open: (self) => connectionOf(self).open(),
    close: (self) => connectionOf(self).close(),
    prepare(self, args) {
      const connection = openConnection(self);
      const sql = requireString(args[0], 'sql');
      const options = args[1] === undefined ? {} : requireObject(args[1]);
      const settings = connection.statementSettings;
      settings.returnArrays = booleanOption(options, 'returnArrays') ?? settings.returnArrays;
      settings.readBigInts = booleanOption(options, 'readBigInts') ?? settings.readBigInts;
      settings.bareNames = booleanOption(options, 'allowBareNamedParameters') ?? settings.bareNames;
      settings.unknownNames = booleanOption(options, 'allowUnknownNamedParameters') ?? settings.unknownNames;
      return createStatement(new Statement(connection, sql, settings), self as object);
    },
    exec(self, [sql]) {
      const connection = openConnection(self);
      connection.execute(requireString(sql, 'sql'));
    },
    function: (self, args) => defineFunction(connectionOf(self), pointers, args),
    createTagStore: (self, args) => createTagStore(connectionOf(self), self as object, args),
    location(self, [dbName]) {
      const connection = openConnection(self);
      const name = dbName === undefined ? 'main' : requireString(dbName, 'dbName');
      const { exports, heap } = library;
      const path = heap.withText(name, (text) =>
        heap.nullableText(exports.sqlite3_db_filename(connection.pointer, text)),
      );
      return path === '' ? null : path;
    },
    aggregate: (self, args) => defineAggregate(connectionOf(self), pointers, args),
    createSession: (self, args) => createSession(connectionOf(self), self as object, args),
    applyChangeset(self, [changeset, options]) {
      const connection = openConnection(self);
      if (!(changeset instanceof Uint8Array)) {
        throw invalidArgumentType('The "changeset" argument must be a Uint8Array.');
      }
      const given = options === undefined ? {} : requireObject(options);
      const onConflict = functionOption(given, 'onConflict');
      const filter = Object.hasOwn(given, 'filter') ? requireFunction(given['filter'], 'options.filter') : undefined;
      return applyChangeset(connection, changeset, changesetHandlers(connection, onConflict, filter));
    },
    enableLoadExtension(self, [allow]) {
      const connection = openConnection(self);
      const enable = requireBoolean(allow, 'allow');
      if (enable && !connection.configuration.allowExtension) {
        throw invalidState('Cannot enable extension loading because it was disabled at database creation.');
      }
      connection.allowExtension = enable;
    },
    enableDefensive(self, [active]) {
      const connection = openConnection(self);
      const enable = requireBoolean(active, 'active');
      connection.pool.clear();
      connection.check(
        library.exports.sqlite3__wasm_db_config_ip(connection.pointer, SQLITE_DBCONFIG_DEFENSIVE, enable ? 1 : 0, 0),
      );
    },
    loadExtension(self, [path]) {
      const connection = openConnection(self);
      if (!connection.allowExtension) throw invalidState('extension loading is not allowed');
      throw loadExtensionFailed(
        `${requireString(path, 'path')}: SQLite extensions are native code, which this SQLite, compiled to WebAssembly, cannot load`,
      );
    },
    serialize: (self, args) => serialize(connectionOf(self), args),
    deserialize: (self, args) => deserialize(connectionOf(self), args),
    setAuthorizer(self, [callback]) {
      const connection = openConnection(self);
      if (callback !== null && typeof callback !== 'function') {
        throw invalidArgumentType('The "callback" argument must be a function or null.');
      }
      connection.setAuthorizer(callback as Connection['authorizer'], pointers.xAuthorize);
    },
  });
  defineDispose(prototype, (self) => connectionOf(self).close());

  function applyChangeset(connection: Connection, changeset: Uint8Array, handlers: object): boolean {
    const { exports, heap, references } = library;
    const number = references.add(handlers);
    const data = heap.store(changeset);
    let code: number;
    try {
      code = exports.sqlite3changeset_apply(
        connection.pointer,
        changeset.length,
        data,
        pointers.xFilter,
        pointers.xConflict,
        number,
      );
    } finally {
      heap.free(data);
      references.remove(number);
    }
    connection.rethrow();
    if (code !== SQLITE_OK && code !== SQLITE_ABORT) throw resultError(library, code);
    return code === SQLITE_OK;
  }
}
