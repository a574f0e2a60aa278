// Wing and Gong's search, for one register: is there an order of the operations, one
// after the other, that explains all answers and keeps what was before what?

/**
 * @param history operations { kind, price, begin, end }: `begin` and `end` number the
 *   moments. A write without an answer has no `end`: it may happen later, or never.
 * @returns { order } if there is one; else { longest }, the best that was found
 */
export function linearize(history, initial) {
  const seen = new Set(); // what has led nowhere
  let longest = [];

  function search(order, price) {
    if (order.length > longest.length) longest = order;
    const left = history.filter((operation) => !order.includes(operation));
    if (left.every(({ end }) => end === undefined)) return order;
    const state = `${left.map(({ begin }) => begin)} ${price}`;
    if (seen.has(state)) return null;
    seen.add(state);

    const firstEnd = Math.min(...left.map(({ end }) => end ?? Infinity));
    for (const operation of left) {
      if (operation.begin > firstEnd) continue; // another one was over before
      if (operation.kind === 'read' && operation.price !== price) continue;
      const found = search([...order, operation], operation.price);
      if (found) return found;
    }
    return null;
  }

  const order = search([], initial);
  return order ? { order } : { longest };
}
