const reading = ['get', 'list', 'fetch', 'find', 'read'];
const changing = ['add', 'create', 'update', 'set', 'cancel', 'delete', 'remove'];

/** Does a name begin with one of these words, as in getUsers, get_users, get? */
const beginsWith = (words, name) =>
  words.some((word) => new RegExp(`^${word}(?![a-z])`).test(name));

/**
 * Each rule gets a route: its method and the segments of its path. It returns those
 * segments that are wrong. A segment like :order stands for an id.
 */
export const rules = {
  'a verb in the path': ({ names }) =>
    names.filter((name) => beginsWith([...reading, ...changing], name)),

  'a GET that changes something': ({ method, names }) =>
    method === 'GET' ? names.filter((name) => beginsWith(changing, name)) : [],

  'not lower case with hyphens': ({ names }) =>
    names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)),

  'an id below a singular': ({ segments }) =>
    segments.filter((name, n) => segments[n + 1]?.startsWith(':') && !/s$/i.test(name)),

  // Yours: more than two ids in a path.
};
