const day = (number) => new Date(Date.UTC(2026, 0, number, 8));
const MOST = 200;

/** The shop's data as the two teams keep them. They need not change. */
export const users = new Map();
export const orders = new Map();
let lastUser = 0;
let lastOrder = 0;

function keep(map, row) {
  map.set(row.id, row);
  if (map.size > MOST) map.delete(map.keys().next().value);
  return row;
}

export const addUser = (fullName, createdAt = new Date()) =>
  keep(users, { id: (lastUser += 1), fullName, createdAt });

export const addOrder = (userId, lamp, createdAt = new Date()) =>
  keep(orders, {
    id: (lastOrder += 1),
    user_id: userId,
    lamp,
    shipTo: { city: 'London', postalCode: 'E1 6AN' },
    created: createdAt.getTime() / 1000, // seconds since 1970
  });

addUser('Ada Lovelace', day(5));
addUser('Bob Kahn', day(9));
addUser('Ida Rhodes', day(10)); // no orders yet
addOrder(1, 'desk', day(6));
addOrder(2, 'floor', day(12));
addOrder(1, 'wall', day(13));
