/**
 * What the table held at a moment.
 * @param bases copies of all posts, oldest first: { at, lsn, posts }. `at` is when, in
 *   milliseconds; `lsn` is up to where in the log. Posts have an id and a text
 * @param log records in order: { lsn, at, post: { id, text } } or { lsn, at, del: id }
 * @param to the moment, in milliseconds. What was written in it counts
 * @returns the posts, or null if there is no way to know
 */
export function restore({ bases, log, to }) {
  const base = bases.findLast(({ at }) => at <= to);
  if (!base) return null;
  const posts = new Map(base.posts.map((post) => [post.id, post]));
  for (const record of log) {
    if (record.lsn <= base.lsn || record.at > to) continue;
    if (record.post) posts.set(record.post.id, record.post);
    else posts.delete(record.del);
  }
  return [...posts.values()];
}
