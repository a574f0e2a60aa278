/** The languages that few examples have, SQL and requests; a chunk of its own. */
import { StreamLanguage, type StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Of SQLite (https://sqlite.org/lang_keywords.html), as far as examples use them, and of PostgreSQL. */
const SQL = words(
  'abort add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast check ' +
    'collate column commit conflict constraint create cross current_date current_time current_timestamp database default ' +
    'deferrable deferred delete desc detach distinct do drop each else end escape except exclusive exists explain fail ' +
    'filter following for foreign from full generated glob group having if ignore immediate in index indexed initially ' +
    'inner insert instead intersect into is isnull join key last left like limit match materialized natural no not ' +
    'nothing notnull nulls of offset on or order outer over partition plan pragma preceding primary query raise range ' +
    'recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint ' +
    'select set share strict table temp temporary then to transaction trigger unbounded union unique update using vacuum ' +
    'values view virtual when where window with without',
);

const sql: StreamParser<{ inComment: boolean }> = {
  name: 'sql',
  startState: () => ({ inComment: false }),
  token(stream, state) {
    if (state.inComment) {
      state.inComment = !stream.match(/^.*?\*\//);
      if (state.inComment) stream.skipToEnd();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('--')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      state.inComment = true;
      return 'comment';
    }
    if (stream.match(/^'(?:[^']|'')*(?:'|$)/)) return 'string';
    if (stream.match(/^(?:"[^"]*"|`[^`]*`|\[[^\]]*\])/)) return null;
    if (stream.match(/^\d[\d.]*(?:[eE][+-]?\d+)?/)) return 'number';
    const name = stream.match(/^[\p{L}_][\p{L}\p{N}_$]*/u);
    if (name !== null && typeof name === 'object') {
      const word = name[0].toLowerCase();
      if (word === 'null' || word === 'true' || word === 'false') return 'atom';
      if (SQL.has(word)) return 'keyword';
      return stream.match(/^\s*\(/, false) ? 'called' : null;
    }
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '--', block: { open: '/*', close: '*/' } } },
  tokenTable: { called: tags.function(tags.variableName) },
};

/** The parts of a request in a `.http` file. */
const http: StreamParser<{ part: 'request' | 'headers' | 'body' }> = {
  name: 'http',
  startState: () => ({ part: 'request' }),
  blankLine(state) {
    if (state.part === 'headers') state.part = 'body';
  },
  token(stream, state) {
    if (stream.sol() && stream.match('###')) {
      state.part = 'request';
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^\{\{[^}]*\}\}/)) return 'atom';
    if (state.part === 'request') {
      if (stream.sol() && stream.match(/^(?:#|\/\/)/)) {
        stream.skipToEnd();
        return 'comment';
      }
      if (stream.sol() && stream.match(/^@[\w-]+/)) return 'called';
      if (stream.sol() && stream.match(/^[A-Z]+(?= )/)) {
        state.part = 'headers';
        return 'keyword';
      }
    } else if (state.part === 'headers' && stream.sol() && stream.match(/^[\w-]+(?=:)/)) return 'called';
    else if (state.part === 'body' && stream.match(/^"(?:[^"\\]|\\.)*"/)) return 'string';
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
  tokenTable: { called: tags.function(tags.variableName) },
};

/** @returns the language of a file that `languages.ts` does not know, or nothing */
export function otherLanguageOf(path: string): Extension {
  if (path.endsWith('.sql')) return StreamLanguage.define(sql);
  return /\.(?:http|rest)$/.test(path) ? StreamLanguage.define(http) : [];
}
