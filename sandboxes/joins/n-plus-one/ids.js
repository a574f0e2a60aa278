/** The ids in a list that a client has sent, as text: `1,2`. */
function idsOf(text) {
  if (!/^\d{1,9}(,\d{1,9}){0,99}$/.test(text)) {
    throw Object.assign(new Error('authors must be 1 to 100 ids'), { status: 400 });
  }
  return [...new Set(text.split(',').map(Number))];
}

const select = 'SELECT id, user_id, title FROM posts WHERE user_id IN';

/** The posts of the users in such a list. */
export const lists = {
  // Broken on purpose: what the client has sent becomes part of the statement.
  pasted: (query, text) => query(`${select} (${text}) ORDER BY 1`),

  // One placeholder for each id, and each id is a number before it is bound.
  bound(query, text) {
    const ids = idsOf(text);
    return query(`${select} (${ids.map(() => '?').join(', ')}) ORDER BY 1`, ...ids);
  },

  // One placeholder for the whole list: the statement is the same for any length.
  asJson: (query, text) => query(
    `${select} (SELECT value FROM json_each(?)) ORDER BY 1`,
    JSON.stringify(idsOf(text)),
  ),
};
