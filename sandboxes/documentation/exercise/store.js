// What is in the database. It cannot be changed: parcel 3 has never been on the scales.
const parcels = new Map([
  [1, { id: 1, to: 'Ada Lovelace', status: 'delivered', weight: 1200 }],
  [2, { id: 2, to: 'Ida Rhodes', status: 'in_transit', weight: 300 }],
  [3, { id: 3, to: 'Pat O’Brien', status: 'lost', weight: null }],
]);
const ROOM = 100;

export const find = (id) => parcels.get(Number(id));
export const all = () => [...parcels.values()];

/** @returns the new parcel, or undefined when there is no room */
export function add({ to, weight }) {
  if (parcels.size >= ROOM) return undefined;
  const parcel = { id: parcels.size + 1, to, status: 'in_transit', weight };
  parcels.set(parcel.id, parcel);
  return parcel;
}
