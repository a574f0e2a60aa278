const missing = (id) => Object.assign(new Error(`no order ${id}`), { status: 404 });

/** Wrong on purpose: if there is no such order, nobody gives the connection back. */
export async function leaking(pool, id) {
  const connection = await pool.acquire(`order ${id}`);
  const [order] = await connection.query('order', [id]);
  if (!order) throw missing(id);
  pool.release(connection);
  return order;
}

export async function mended(pool, id) {
  const connection = await pool.acquire(`order ${id}`);
  try {
    const [order] = await connection.query('order', [id]);
    if (!order) throw missing(id);
    return order;
  } finally {
    pool.release(connection);
  }
}

/** Wrong on purpose: holds one connection and waits for a second. */
export async function nested(pool, id) {
  return pool.use(`invoice of ${id}`, async (connection) => {
    await connection.query('order', [id]);
    return mended(pool, id); // takes another one
  });
}

/** One connection, handed on. */
export async function handedOn(pool, id) {
  return pool.use(`invoice of ${id}`, async (connection) => {
    await connection.query('order', [id]);
    const [order] = await connection.query('order', [id]);
    return order;
  });
}
