// The accounts: a consumer of the orders API.

/** @returns what the customer has paid, in cents */
export async function turnover(api, customer) {
  const { data } = await (await fetch(`${api}/orders?customer=${customer}`)).json();
  return data
    .filter((order) => order.status === 'paid' || order.status === 'shipped')
    .reduce((sum, order) => sum + order.total, 0);
}
