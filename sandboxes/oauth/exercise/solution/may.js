const own = { // what each role adds to the one below it
  viewer: ['list', 'read'],
  author: ['create', 'edit:own', 'delete:own'],
  editor: ['edit', 'publish'],
  admin: ['delete', 'users', 'role'],
};
const roles = new Map(); // not an object: it would know the role `constructor`
let below = [];
for (const [role, actions] of Object.entries(own)) {
  below = [...below, ...actions];
  roles.set(role, new Set(below));
}

/** @param user { id, role }
 * @param action one of list, read, create, edit, delete, publish, users, role
 * @param post { id, authorId }, where the action has one; some have no authorId */
export function may(user, action, post) {
  const actions = roles.get(user.role);
  if (!actions) return false;
  if (actions.has(action)) return true;
  const isOwn = user.id !== undefined && post?.authorId === user.id;
  return isOwn && actions.has(`${action}:own`);
}
