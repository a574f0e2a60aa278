// Wrong on purpose: it believes a number that was computed on somebody else's machine.

export function believe({ items, total }) {
  return { items, total };
}
