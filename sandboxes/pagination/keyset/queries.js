// Change WHERE and ORDER BY, restart, and look at the plans.
//   :at, :id   the last row of the page before: its created_at and its id
//   :offset    how many rows stand before the page
const select = 'SELECT id, customer, created_at FROM orders WHERE examined(id)';

export const queries = {
  offset: `${select}
    ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset`,

  keyset: `${select}
    AND (created_at, id) < (:at, :id)
    ORDER BY created_at DESC, id DESC LIMIT :limit`,

  // The same condition in other words.
  either: `${select}
    AND (created_at < :at OR (created_at = :at AND id < :id))
    ORDER BY created_at DESC, id DESC LIMIT :limit`,

  // Backwards: everything turned round, and the rows turned round again.
  previous: `${select}
    AND (created_at, id) > (:at, :id)
    ORDER BY created_at, id LIMIT :limit`,
};

// Broken on purpose: each finds its place by half of the order.
export const broken = {
  time: `${select}
    AND created_at < :at
    ORDER BY created_at DESC, id DESC LIMIT :limit`,

  timeOrSame: `${select}
    AND created_at <= :at
    ORDER BY created_at DESC, id DESC LIMIT :limit`,

  id: `${select}
    AND id < :id
    ORDER BY created_at DESC, id DESC LIMIT :limit`,
};
