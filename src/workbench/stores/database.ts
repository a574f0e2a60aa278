/**
 * What is to be seen of a sandbox's databases: a copy of the chosen one, taken when the reader looks and after each
 * answer, its tables, a page of rows, and which of them the last request has changed.
 */
import type { DatabaseCopy, DatabaseInfo, ExecuteOptions, SqlCell, SqlOutcome } from '../../engine/engine.ts';
import {
  attachSql,
  changesSql,
  isComparable,
  readChanges,
  readRows,
  removedSql,
  rowsSql,
  type Compared,
  type MarkedRow,
  type TableChanges,
} from '../database/changes.ts';
import { DatabaseReader, pathOf } from '../database/reader.ts';
import { absence, remarks } from '../database/remarks.ts';
import { countSql, readSchema, SCHEMA_ROWS, SCHEMA_SQL, withCounts, type TableInfo } from '../database/schema.ts';
import type { SandboxStores } from './stores.ts';
import { State, watch } from './signal.ts';

/** Rows of a page, and of those that are gone. */
export const PAGE = 50;
const GONE = 10;
/** Milliseconds for counting, and for comparing. */
const COUNTING = 2000;
const COMPARING = 3000;
/** Milliseconds until a program is asked again that is busy, or has no database yet. */
const PAUSE = 1000;

/** A page of a table. */
export interface RowsPage {
  readonly table: string;
  readonly from: number;
  readonly more: boolean;
  readonly rows: readonly MarkedRow[];
  /** Rows that the last request has deleted, as they were. */
  readonly removed: readonly (readonly SqlCell[])[];
  /** Why there are no rows; `null` when there are. */
  readonly problem: string | null;
}

export interface Seen {
  readonly database: DatabaseInfo;
  /** When it was copied, in milliseconds since 1970. */
  readonly time: number;
  readonly tables: readonly TableInfo[];
  /** What the last request has changed, by table; `null` before there was one. */
  readonly changes: ReadonlyMap<string, TableChanges | null> | null;
  /** Why its tables cannot be read; `null` when they can. */
  readonly problem: string | null;
}

/** A copy that was shown earlier. */
interface Earlier {
  readonly copy: DatabaseCopy;
  readonly tables: readonly TableInfo[];
}

type Needs = Pick<SandboxStores, 'run' | 'exchange' | 'loadEngine'>;

export class DatabaseStore {
  readonly #stores: Needs;
  readonly #reader: DatabaseReader;
  readonly #databases = new State<readonly DatabaseInfo[]>([]);
  readonly #seen = new State<Seen | null>(null);
  readonly #note = new State<string | null>(null);
  readonly #looking = new State(false);
  readonly #table = new State<string | null>(null);
  readonly #onlyChanged = new State(false);
  readonly #page = new State<RowsPage | null>(null);
  readonly #watches: (() => void)[] = [];
  /** What the reader has chosen, by what stays the same from one start to the next. */
  #chosen: string | null = null;
  #copy: DatabaseCopy | null = null;
  /** What was there when the last request was sent. */
  #sent: Earlier | null = null;
  /** What the copy that is shown is compared with: what was sent when it was taken. */
  #before: Earlier | null = null;
  /** Another look is wanted once the present one is done. */
  #again = false;
  #turn: Promise<unknown> = Promise.resolve();
  #from = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(stores: Needs) {
    this.#stores = stores;
    this.#reader = new DatabaseReader(() => stores.loadEngine('embedded'));
  }

  get databases(): readonly DatabaseInfo[] {
    return this.#databases.value;
  }

  /** The copy that is shown; `null` while there is none. */
  get seen(): Seen | null {
    return this.#seen.value;
  }

  /** What the reader should know of the copy, or why there is none. */
  get note(): string | null {
    return this.#note.value;
  }

  get looking(): boolean {
    return this.#looking.value;
  }

  /** The table whose rows are shown. */
  get table(): TableInfo | null {
    return this.seen?.tables.find(({ name }) => name === this.#table.value) ?? null;
  }

  get page(): RowsPage | null {
    return this.#page.value;
  }

  /** Whether only rows are shown that the last request has changed. */
  get onlyChanged(): boolean {
    return this.#onlyChanged.value;
  }

  /** Whether the program is there whose database is shown. */
  get live(): boolean {
    return this.#stores.run.databases !== null && this.seen !== null && !this.seen.database.left;
  }

  /** From now on it is looked at whenever something may have changed. */
  begin(): void {
    const { exchange, run } = this.#stores;
    const answered = () => {
      const { answer } = exchange;
      return answer === null || answer.state === 'waiting' ? 0 : answer.number;
    };
    const state = () =>
      run.processes.map(({ name, pid, state: each, ports }) => [name, pid, each, ...ports].join(' ')).join();
    const sent = () => exchange.answer?.number ?? 0;
    this.#watches.push(
      watch(sent, () => {
        if (this.#copy !== null && this.seen !== null) this.#sent = { copy: this.#copy, tables: this.seen.tables };
      }),
      watch(answered, (number) => number > 0 && this.look()),
      watch(state, () => this.look()),
      watch(
        () => run.databases,
        () => this.look(),
      ),
    );
    this.look();
  }

  /** Nobody looks any more; what was seen is forgotten. */
  end(): void {
    for (const stop of this.#watches.splice(0)) stop();
    clearTimeout(this.#later);
    this.#reader.close();
  }

  /** Looks again. */
  look(): void {
    if (this.#again) return;
    this.#again = true;
    void this.#inTurn(async () => {
      this.#again = false;
      this.#looking.value = true;
      await this.#look();
      this.#looking.value = false;
    });
  }

  choose(id: string): void {
    const database = this.databases.find((each) => each.id === id);
    if (database === undefined) return;
    this.#chosen = keyOf(database);
    this.look();
  }

  show(table: string, from = 0): void {
    if (table !== this.#table.value) this.#onlyChanged.value = false;
    this.#table.value = table;
    this.#from = from;
    void this.#inTurn(() => this.#readPage());
  }

  showOnlyChanged(only: boolean): void {
    this.#onlyChanged.value = only;
    this.#from = 0;
    void this.#inTurn(() => this.#readPage());
  }

  /** Runs statements in the copy, where nothing can be changed. */
  async query(sql: string): Promise<SqlOutcome> {
    const result = await this.#inTurn(() => this.#reader.query(sql));
    return result.ok ? result.outcome : failed(result.reason);
  }

  /** Runs statements in the program's own database; then looks at what has become of it. */
  async change(sql: string, options: ExecuteOptions = {}): Promise<SqlOutcome> {
    const { databases } = this.#stores.run;
    if (databases === null || this.seen === null || this.seen.database.left)
      return failed('Nothing runs whose database could be changed. Press Run.');
    const result = await databases.execute(this.seen.database.id, sql, options);
    if (!options.readOnly) this.look();
    return result.ok ? result.outcome : failed(result.reason);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #lookLater(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.look(), PAUSE);
  }

  async #look(): Promise<void> {
    const { run } = this.#stores;
    const control = run.databases;
    if (control === null)
      return this.#unseen(run.phase === 'starting' ? 'The program is starting.' : 'The program was stopped.');
    const listed = await control.list();
    if (control !== run.databases) return undefined;
    if (!listed.ok) return this.#unseen(listed.reason);
    const { databases, busy } = listed;
    this.#databases.value = databases;
    const database = databases.find((each) => keyOf(each) === this.#chosen) ?? databases[0];
    // Nothing tells when a program has time again, or opens a database.
    if (busy.length > 0 || (database === undefined && run.active)) this.#lookLater();
    if (database === undefined) return this.#unseen(absence(busy, run.active));
    const copied = await control.copy(database.id);
    if (control !== run.databases) return undefined;
    if (!copied.ok) return this.#unseen(copied.reason);
    const same = this.seen !== null && keyOf(database) === keyOf(this.seen.database);
    // Another process has another database, though it may have the same name.
    const goesOn = same && processOf(database) === processOf(this.seen.database);
    await this.#take(database, copied.copy, goesOn);
    if (!same) this.#table.value = null;
    const { tables } = this.seen!;
    if (this.table === null) this.#table.value = tables[0]?.name ?? null;
    if (!same) this.#from = 0;
    this.#note.value = this.seen!.problem ?? remarks(this.seen!.database, busy);
    await this.#readPage();
  }

  async #take(database: DatabaseInfo, copy: DatabaseCopy, goesOn: boolean): Promise<void> {
    if (!goesOn) this.#sent = null;
    const { seen } = this;
    const before = this.#sent;
    const time = Date.now();
    const unchanged = goesOn && seen !== null && this.#copy !== null && sameCopy(copy, this.#copy);
    if (!unchanged) this.#copy = copy;
    await this.#reader.put('before', before?.copy ?? null);
    this.#before = before;
    const placed = unchanged ? null : await this.#reader.put('now', copy);
    const tables = placed === null ? seen!.tables : placed.ok ? await this.#readTables() : placed.reason;
    if (typeof tables === 'string') {
      this.#seen.value = { database, time, tables: [], changes: null, problem: tables };
      this.#page.value = null;
      return;
    }
    this.#seen.value = { database, time, tables, changes: await this.#compare(tables), problem: null };
  }

  async #readTables(): Promise<readonly TableInfo[] | string> {
    const schema = await this.#reader.query(SCHEMA_SQL, { rows: SCHEMA_ROWS });
    if (!schema.ok) return schema.reason;
    if (schema.outcome.error !== null) return schema.outcome.error;
    const tables = readSchema(schema.outcome);
    const counts = await this.#reader.query(countSql(tables), { time: COUNTING });
    return counts.ok ? withCounts(tables, counts.outcome.results) : tables;
  }

  async #compare(tables: readonly TableInfo[]): Promise<Seen['changes']> {
    if (this.#before === null) return null;
    const changes = new Map<string, TableChanges | null>(tables.map(({ name }) => [name, NOTHING]));
    if (this.#before.copy === this.#copy) return changes;
    const pairs = tables.map((now) => this.#compared(now));
    for (const { now, before } of pairs)
      changes.set(now.name, before === null ? { ...NOTHING, added: now.rows ?? 0 } : null);
    const comparable = pairs.filter((pair) => isComparable(pair));
    const sql = attachSql(pathOf('before')) + comparable.map(changesSql).join('\n');
    const result = await this.#reader.query(sql, { time: COMPARING });
    if (!result.ok) return changes;
    comparable.forEach(({ now: { name } }, index) => {
      changes.set(name, readChanges(result.outcome.results[index + 1]));
    });
    return changes;
  }

  #compared(now: TableInfo): Compared {
    return { now, before: this.#before?.tables.find(({ name }) => name === now.name) ?? null };
  }

  async #readPage(): Promise<void> {
    const { table } = this;
    if (table === null) {
      this.#page.value = null;
      return;
    }
    const compared = this.#compared(table);
    const marks = this.seen!.changes !== null && isComparable(compared);
    const pair = marks ? compared : { now: table, before: null };
    const attach = marks ? attachSql(pathOf('before')) : 'SELECT 0;';
    const rowsOf = rowsSql(pair, this.#from, PAGE + 1, this.onlyChanged);
    const sql = `${attach}${rowsOf}${marks && this.#from === 0 ? removedSql(pair, GONE) : ''}`;
    const result = await this.#reader.query(sql, { rows: PAGE + 1 });
    const place = { table: table.name, from: this.#from };
    if (!result.ok) {
      this.#page.value = { ...place, more: false, rows: [], removed: [], problem: result.reason };
      return;
    }
    const [, rows, removed] = result.outcome.results;
    const read = rows ? readRows(pair, rows) : [];
    this.#page.value = {
      ...place,
      more: read.length > PAGE,
      rows: read.slice(0, PAGE),
      removed: removed?.rows ?? [],
      problem: rows === undefined ? result.outcome.error : null,
    };
  }

  /** It cannot be looked at now: what was seen before stays, and is said to be old. */
  #unseen(reason: string): void {
    const { seen } = this;
    if (seen === null) this.#note.value = reason;
    else this.#note.value = `${reason} This is the database as it was at ${new Date(seen.time).toLocaleTimeString()}.`;
  }
}

const NOTHING: TableChanges = { added: 0, changed: 0, removed: 0 };

const failed = (error: string): SqlOutcome => ({ results: [], error, interrupted: false });

/** The process by its number: a new start is a new one. */
const processOf = ({ id }: DatabaseInfo): string => id.slice(0, id.indexOf('/'));

/** What the reader knows a database by: its file, else its process and the order in which that has opened it. */
const keyOf = ({ id, path, process }: DatabaseInfo): string => path ?? `${process} ${id.slice(id.indexOf('/'))}`;

function sameCopy(one: DatabaseCopy, other: DatabaseCopy): boolean {
  const same = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
    a === b || (a?.length === b?.length && a!.every((byte, index) => byte === b![index]));
  return same(one.main, other.main) && same(one.wal, other.wal) && same(one.journal, other.journal);
}
