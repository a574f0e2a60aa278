import { promisify } from 'node:util';
import * as store from './store.js';

const findUser = promisify(store.findUser);
const findPrice = promisify(store.findPrice);

// The same promises; the code reads from top to bottom and errors are exceptions again.
export async function total(id) {
  const user = await findUser(id);
  const prices = await Promise.all(user.orders.map((order) => findPrice(order)));
  return prices.reduce((sum, price) => sum + price, 0);
}
