const users = new Map([
  [1, { id: 1, full_name: 'Ada Lovelace', phone: '+44 20 7946 0001' }],
]);
const MOST = 1000;

export const find = (id) => (/^\d{1,9}$/.test(id) ? users.get(Number(id)) : undefined);

/** @returns the new user, or undefined when there is no room for another */
export function add(full_name, phone) {
  if (users.size === MOST) return undefined;
  const id = users.size + 1;
  users.set(id, { id, full_name, phone });
  return users.get(id);
}
