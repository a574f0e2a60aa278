/** A position in the WebAssembly memory, in bytes; 0 is C's null pointer. */
export type Pointer = number;

/**
 * What this folder calls of sqlite3.wasm: SQLite's C interface under its own names, 64-bit integers as
 * bigint. Numbers that come back are result codes (constants.ts) unless their name says otherwise.
 */
export interface SqliteExports {
  readonly __indirect_function_table: WebAssembly.Table;
  __wasm_call_ctors(): void;
  malloc(bytes: number): Pointer;
  free(memory: Pointer): void;

  sqlite3_initialize(): number;
  sqlite3_libversion(): Pointer;
  sqlite3_malloc(bytes: number): Pointer;
  sqlite3_free(memory: Pointer): void;
  sqlite3_vfs_find(name: Pointer): Pointer;
  sqlite3_vfs_register(vfs: Pointer, makeDefault: number): number;
  sqlite3_vfs_unregister(vfs: Pointer): number;

  sqlite3_open_v2(path: Pointer, out: Pointer, flags: number, vfs: Pointer): number;
  sqlite3_close_v2(db: Pointer): number;
  sqlite3__wasm_db_config_ip(db: Pointer, option: number, value: number, out: Pointer): number;
  sqlite3_limit(db: Pointer, id: number, value: number): number;
  sqlite3_busy_timeout(db: Pointer, milliseconds: number): number;
  sqlite3_get_autocommit(db: Pointer): number;
  sqlite3_db_filename(db: Pointer, name: Pointer): Pointer;
  sqlite3_db_name(db: Pointer, index: number): Pointer;
  sqlite3_progress_handler(db: Pointer, steps: number, callback: Pointer, user: Pointer): void;
  sqlite3_total_changes64(db: Pointer): bigint;
  sqlite3_errcode(db: Pointer): number;
  sqlite3_extended_errcode(db: Pointer): number;
  sqlite3_errmsg(db: Pointer): Pointer;
  sqlite3_errstr(code: number): Pointer;
  sqlite3_exec(db: Pointer, sql: Pointer, callback: Pointer, user: Pointer, error: Pointer): number;
  sqlite3_changes64(db: Pointer): bigint;
  sqlite3_last_insert_rowid(db: Pointer): bigint;
  sqlite3_set_authorizer(db: Pointer, callback: Pointer, user: Pointer): number;
  sqlite3_serialize(db: Pointer, schema: Pointer, size: Pointer, flags: number): Pointer;
  sqlite3_deserialize(
    db: Pointer,
    schema: Pointer,
    data: Pointer,
    size: bigint,
    capacity: bigint,
    flags: number,
  ): number;

  sqlite3_prepare_v2(db: Pointer, sql: Pointer, bytes: number, out: Pointer, tail: Pointer): number;
  sqlite3_finalize(statement: Pointer): number;
  sqlite3_reset(statement: Pointer): number;
  sqlite3_step(statement: Pointer): number;
  sqlite3_clear_bindings(statement: Pointer): number;
  sqlite3_sql(statement: Pointer): Pointer;
  sqlite3_stmt_readonly(statement: Pointer): number;
  sqlite3_expanded_sql(statement: Pointer): Pointer;
  sqlite3_stmt_status(statement: Pointer, counter: number, reset: number): number;
  sqlite3_bind_parameter_count(statement: Pointer): number;
  sqlite3_bind_parameter_name(statement: Pointer, index: number): Pointer;
  sqlite3_bind_null(statement: Pointer, index: number): number;
  sqlite3_bind_int(statement: Pointer, index: number, value: number): number;
  sqlite3_bind_int64(statement: Pointer, index: number, value: bigint): number;
  sqlite3_bind_double(statement: Pointer, index: number, value: number): number;
  sqlite3_bind_text(statement: Pointer, index: number, text: Pointer, bytes: number, destructor: number): number;
  sqlite3_bind_blob(statement: Pointer, index: number, blob: Pointer, bytes: number, destructor: number): number;
  sqlite3_column_count(statement: Pointer): number;
  sqlite3_column_name(statement: Pointer, column: number): Pointer;
  sqlite3_column_origin_name(statement: Pointer, column: number): Pointer;
  sqlite3_column_database_name(statement: Pointer, column: number): Pointer;
  sqlite3_column_table_name(statement: Pointer, column: number): Pointer;
  sqlite3_column_decltype(statement: Pointer, column: number): Pointer;
  sqlite3_column_type(statement: Pointer, column: number): number;
  sqlite3_column_int64(statement: Pointer, column: number): bigint;
  sqlite3_column_double(statement: Pointer, column: number): number;
  sqlite3_column_text(statement: Pointer, column: number): Pointer;
  sqlite3_column_blob(statement: Pointer, column: number): Pointer;
  sqlite3_column_bytes(statement: Pointer, column: number): number;

  sqlite3_create_function_v2(
    db: Pointer,
    name: Pointer,
    args: number,
    flags: number,
    user: Pointer,
    xFunc: Pointer,
    xStep: Pointer,
    xFinal: Pointer,
    xDestroy: Pointer,
  ): number;
  sqlite3_create_window_function(
    db: Pointer,
    name: Pointer,
    args: number,
    flags: number,
    user: Pointer,
    xStep: Pointer,
    xFinal: Pointer,
    xValue: Pointer,
    xInverse: Pointer,
    xDestroy: Pointer,
  ): number;
  sqlite3_user_data(context: Pointer): Pointer;
  sqlite3_aggregate_context(context: Pointer, bytes: number): Pointer;
  sqlite3_value_type(value: Pointer): number;
  sqlite3_value_int64(value: Pointer): bigint;
  sqlite3_value_double(value: Pointer): number;
  sqlite3_value_text(value: Pointer): Pointer;
  sqlite3_value_blob(value: Pointer): Pointer;
  sqlite3_value_bytes(value: Pointer): number;
  sqlite3_result_null(context: Pointer): void;
  sqlite3_result_int64(context: Pointer, value: bigint): void;
  sqlite3_result_double(context: Pointer, value: number): void;
  sqlite3_result_text(context: Pointer, text: Pointer, bytes: number, destructor: number): void;
  sqlite3_result_blob(context: Pointer, blob: Pointer, bytes: number, destructor: number): void;
  sqlite3_result_error(context: Pointer, message: Pointer, bytes: number): void;
  sqlite3_result_error_nomem(context: Pointer): void;

  sqlite3session_create(db: Pointer, name: Pointer, out: Pointer): number;
  sqlite3session_attach(session: Pointer, table: Pointer): number;
  sqlite3session_delete(session: Pointer): void;
  sqlite3session_changeset(session: Pointer, size: Pointer, out: Pointer): number;
  sqlite3session_patchset(session: Pointer, size: Pointer, out: Pointer): number;
  sqlite3changeset_apply(
    db: Pointer,
    bytes: number,
    changeset: Pointer,
    filter: Pointer,
    conflict: Pointer,
    user: Pointer,
  ): number;

  sqlite3_backup_init(to: Pointer, toName: Pointer, from: Pointer, fromName: Pointer): Pointer;
  sqlite3_backup_step(backup: Pointer, pages: number): number;
  sqlite3_backup_finish(backup: Pointer): number;
  sqlite3_backup_remaining(backup: Pointer): number;
  sqlite3_backup_pagecount(backup: Pointer): number;
}
