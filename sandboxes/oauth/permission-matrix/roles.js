// Permissions are what a route needs. Roles are names for sets of them.
const own = { // what each role adds to the one below it
  viewer: ['post:read'],
  author: ['post:create', 'post:edit:own', 'post:delete:own'],
  editor: ['post:edit:any', 'post:publish'],
  admin: ['post:delete:any', 'user:list', 'user:change'],
};
const BELOW = { admin: 'editor', editor: 'author', author: 'viewer' };

/** @returns all permissions of a role, with those of the roles below it */
const all = (role) => [...own[role], ...(BELOW[role] ? all(BELOW[role]) : [])];

// A Map, since `constructor` is a key of every object.
const permissions = new Map(Object.keys(own).map((role) => [role, new Set(all(role))]));

/** Nobody may do what no line allows: an unknown role has no permissions. */
export const may = (user, permission) =>
  permissions.get(user.role)?.has(permission) ?? false;

/** `post:edit`: any post, or one's own. Without ids nothing is anybody's own. */
export const mayWith = (user, action, post) =>
  may(user, `${action}:any`)
  || (may(user, `${action}:own`) && user.id !== undefined && post.authorId === user.id);
