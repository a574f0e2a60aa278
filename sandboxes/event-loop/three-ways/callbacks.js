import { findPrice, findUser } from './store.js';

// One level deeper for each step, and each step must pass the error on.
export function total(id, callback) {
  findUser(id, (error, user) => {
    if (error) return callback(error);
    let sum = 0;
    let missing = user.orders.length;
    let failed = false;
    if (missing === 0) return callback(null, sum); // nobody else would call it
    user.orders.forEach((order) => {
      findPrice(order, (error, price) => {
        if (failed) return; // the callback must be called once
        if (error) {
          failed = true;
          return callback(error);
        }
        sum += price;
        missing -= 1;
        if (missing === 0) callback(null, sum);
      });
    });
  });
}
