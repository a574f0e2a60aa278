// The shop's pages: a consumer of the orders API.
const WORDS = { paid: 'being packed', shipped: 'on its way' };

/** @returns one line about the customer's newest order */
export async function newest(api, customer) {
  const { data } = await (await fetch(`${api}/orders?customer=${customer}`)).json();
  return line(data[0]);
}

/** @returns one line about an order, also when there is none */
export async function show(api, id) {
  const response = await fetch(`${api}/orders/${id}`);
  return response.status === 404 ? 'No such order' : line(await response.json());
}

const line = ({ id, total, status, note }) =>
  `Order ${id}, €${(total / 100).toFixed(2)}, ${WORDS[status]}. ${note.toUpperCase()}`;
