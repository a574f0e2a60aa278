// Broken on purpose: an author may do to every post what they may do to theirs, and a
// role that is not here ends in a 500.
const roles = {
  viewer: ['list', 'read'],
  author: ['list', 'read', 'create', 'edit', 'delete'],
  editor: ['list', 'read', 'create', 'edit', 'delete', 'publish'],
  admin: ['list', 'read', 'create', 'edit', 'delete', 'publish', 'users', 'role'],
};

/** @param user { id, role }
 * @param action one of list, read, create, edit, delete, publish, users, role
 * @param post { id, authorId }, where the action has one; some have no authorId */
export function may(user, action, post) {
  return roles[user.role].includes(action);
}
