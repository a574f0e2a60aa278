import { promisify } from 'node:util';
import * as store from './store.js';

const findUser = promisify(store.findUser);
const findPrice = promisify(store.findPrice);

// A flat chain: an error skips to the next catch, wherever that is.
export const total = (id) =>
  findUser(id)
    .then((user) => Promise.all(user.orders.map((order) => findPrice(order))))
    .then((prices) => prices.reduce((sum, price) => sum + price, 0));
