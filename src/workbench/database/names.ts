/** Names and texts as SQL has them. */

/** A name between quotes: of a table, a column, an index. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as a literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
