/**
 * The plan of a query (EXPLAIN QUERY PLAN) as a tree, each step in words. What SQLite says of a step is described in
 * sqlite.org/eqp.html and made in its where.c and select.c; what is not known here is shown as it is.
 */
import type { SqlResult } from '../../engine/engine.ts';

/** What a step is worth pointing out for. */
export type PlanKind = 'scan' | 'search' | 'temporary sort' | 'covering index' | 'temporary index';

export interface PlanStep {
  /** In SQLite's words. */
  readonly detail: string;
  /** In a sentence; empty when there is none for it. */
  readonly words: string;
  readonly kinds: readonly PlanKind[];
  readonly steps: readonly PlanStep[];
}

type Described = readonly [words: string, ...kinds: PlanKind[]];

/** @param result of EXPLAIN QUERY PLAN, with the columns id, parent, notused and detail */
export function readPlan({ columns, rows }: Pick<SqlResult, 'columns' | 'rows'>): PlanStep[] {
  const at = (name: string) => columns.indexOf(name);
  const [id, parent, detail] = [at('id'), at('parent'), at('detail')];
  const below = (of: string): PlanStep[] =>
    rows
      .filter((row) => row[parent]?.text === of)
      .map((row) => {
        const text = row[detail]?.text ?? '';
        const [words, ...kinds] = describeStep(text);
        return { detail: text, words, kinds, steps: below(row[id]?.text ?? '') };
      });
  return below('0');
}

/** All kinds of a plan's steps, for a sentence about the whole. */
export function kindsOf(steps: readonly PlanStep[]): Set<PlanKind> {
  return new Set(steps.flatMap((step) => [...step.kinds, ...kindsOf(step.steps)]));
}

const ACCESS =
  /^(SCAN|SEARCH) (.+?)(?: USING (?:(AUTOMATIC )?(?:PARTIAL )?(COVERING )?INDEX ?(\S+?)?|(INTEGER PRIMARY KEY)|(PRIMARY KEY)))?(?: \((.*)\))?( LEFT-JOIN)?$/;

/** What SQLite says of one step, in a sentence, and what it is worth pointing out for. */
export function describeStep(detail: string): Described {
  for (const [pattern, describe] of OTHERS) {
    const match = pattern.exec(detail);
    if (match !== null) return describe(...match.slice(1).map((part) => part ?? ''));
  }
  const access = ACCESS.exec(detail);
  if (access === null) return [''];
  const [, way, table = '', automatic, covering, index, rowid, primary, condition = ''] = access;
  const where = condition === '' ? '' : ` where ${condition.replaceAll(' AND ', ' and ')}`;
  if (way === 'SCAN') {
    if (covering)
      return [
        `Reads every entry of the index ${index}, which covers the query: no row of ${table} is read.`,
        'scan',
        'covering index',
      ];
    if (index) return [`Reads every row of ${table}, in the order of the index ${index}.`, 'scan'];
    return [`Reads every row of ${table}.`, 'scan'];
  }
  if (automatic)
    return [
      `Builds an index of ${table} for this query alone, throws it away afterwards, and finds in it the rows${where}.`,
      'search',
      'temporary index',
    ];
  if (covering)
    return [
      `Finds the entries${where} in the index ${index}, which covers the query: no row of ${table} is read.`,
      'search',
      'covering index',
    ];
  if (index) return [`Finds the rows of ${table}${where} through the index ${index}.`, 'search'];
  if (rowid && condition === 'rowid=?') return [`Finds the one row of ${table} by its rowid.`, 'search'];
  if (rowid) return [`Finds the rows of ${table} by their rowids${where}.`, 'search'];
  if (primary) return [`Finds the rows of ${table}${where} by the primary key.`, 'search'];
  return [`Finds the rows of ${table}${where}.`, 'search'];
}

const OTHERS: readonly (readonly [RegExp, (...parts: string[]) => Described])[] = [
  [/^SCAN CONSTANT ROW$/, () => ['One row of values that are in the query itself.']],
  [/^SCAN (\d+) CONSTANT ROWS$/, (count) => [`${count} rows of values that are in the query itself.`]],
  [/^SCAN (\S+) VIRTUAL TABLE INDEX/, (table) => [`Asks the virtual table ${table}, which answers in its own way.`]],
  [
    /^USE TEMP B-TREE FOR ORDER BY$/,
    () => ['Sorts all rows in a temporary B-tree for ORDER BY: nothing gives them in this order.', 'temporary sort'],
  ],
  [
    /^USE TEMP B-TREE FOR (?:RIGHT PART|LAST TERM|LAST \d+ TERMS) OF ORDER BY$/,
    () => [
      'Sorts in a temporary B-tree, in groups: rows come in the order of the first terms of ORDER BY, not of the last.',
      'temporary sort',
    ],
  ],
  [
    /^USE TEMP B-TREE FOR (GROUP BY|DISTINCT)$/,
    (clause) => [
      `Puts the rows into a temporary B-tree for ${clause}: nothing gives equal ones together.`,
      'temporary sort',
    ],
  ],
  [/^USE TEMP B-TREE FOR (.+)$/, (clause) => [`Puts rows into a temporary B-tree for ${clause}.`, 'temporary sort']],
  [
    /^(UNION|EXCEPT|INTERSECT) USING TEMP B-TREE$/,
    (operator) => [`Puts the rows of both sides into a temporary B-tree for ${operator}.`, 'temporary sort'],
  ],
  [/^UNION ALL$/, () => ['Then the rows of the other side, as they come.']],
  [/^COMPOUND QUERY$/, () => ['Several queries whose rows become one result.']],
  [/^LEFT-MOST SUBQUERY$/, () => ['The first of them.']],
  [/^MERGE \((.+)\)$/, (operator) => [`Both sides come in the same order and are merged for ${operator}.`]],
  [/^LEFT$/, () => ['The one side.']],
  [/^RIGHT$/, () => ['The other side.']],
  [/^CO-ROUTINE (.+)$/, (name) => [`Computes ${name} row by row, as they are asked for.`]],
  [/^MATERIALIZE (.+)$/, (name) => [`Computes ${name} once, and keeps its rows in a temporary table.`]],
  [/^CORRELATED SCALAR SUBQUERY/, () => ['A query that runs again for each row around it, and gives one value.']],
  [/^SCALAR SUBQUERY/, () => ['A query that runs once and gives one value.']],
  [/^CORRELATED LIST SUBQUERY/, () => ['A query that runs again for each row around it, and gives a list for IN.']],
  [/^LIST SUBQUERY/, () => ['A query that runs once and gives a list for IN.']],
  [/^REUSE /, () => ['What was computed before is used again.']],
  [/^USING INDEX (\S+) FOR IN-OPERATOR$/, (index) => [`Looks values up in the index ${index} for IN.`]],
  [/^USING ROWID SEARCH ON TABLE (.+) FOR IN-OPERATOR$/, (table) => [`Looks rowids up in ${table} for IN.`]],
  [/^MULTI-INDEX OR$/, () => ['One search for each side of OR; a row that several find counts once.']],
  [/^INDEX (\d+)$/, (number) => [`Side ${number} of OR.`]],
  [/^SETUP$/, () => ['The rows to begin with.']],
  [/^RECURSIVE STEP$/, () => ['The rows that follow from each row found so far.']],
  [
    /^BLOOM FILTER ON (.+?) \(/,
    (table) => [`Builds a Bloom filter of ${table} first: what cannot match is passed over without a search.`],
  ],
  [/^RIGHT-JOIN (.+)$/, (table) => [`Then the rows of ${table} that matched nothing.`]],
];
