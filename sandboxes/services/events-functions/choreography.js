// The order's saga without a director: each service knows what it reacts to.
import { Log } from './log.js';

// In memory here. Each service would have a database of its own.
const stock = new Map([['lamp', 3], ['ship', 0]]);
const credit = new Map([['ada', 100], ['grace', 0]]);
const orders = new Map();

// Reads and writes of each service's own data, and the event that says so.
const services = {
  stock: {
    'order placed': ({ item }) => {
      if (!stock.get(item)) return 'stock missing';
      stock.set(item, stock.get(item) - 1);
      return 'stock reserved';
    },
    'payment refused': ({ item }) => {
      stock.set(item, stock.get(item) + 1);
      return 'stock released';
    },
  },
  payment: {
    'stock reserved': ({ customer, amount }) => {
      if (!(credit.get(customer) >= amount)) return 'payment refused';
      credit.set(customer, credit.get(customer) - amount);
      return 'payment made';
    },
  },
  orders: {
    'payment made': ({ order }) => void orders.set(order, 'confirmed'),
    'stock missing': ({ order }) => void orders.set(order, 'canceled'),
    'stock released': ({ order }) => void orders.set(order, 'canceled'),
  },
};

const log = new Log('choreography');

/** Lets everybody read until nothing new is written. */
function settle() {
  for (let before = -1; before !== log.events.length;) {
    before = log.events.length;
    for (const [name, reactions] of Object.entries(services)) {
      log.read(name, ({ id, type, by, ...data }) => {
        const answer = reactions[type]?.(data);
        if (answer) log.append(answer, { by: name, ...data });
      });
    }
  }
}

export function place({ item, customer }) {
  const order = `c-${log.events.length + 1}`;
  orders.set(order, 'running');
  log.append('order placed', { by: 'orders', order, item, customer, amount: 40 });
  settle();
  const story = log.events.filter((event) => event.order === order);
  return [...story.map(({ by, type }) => `${by.padEnd(9)}${type}`),
    `${order} is ${orders.get(order)}, lamps free: ${stock.get('lamp')}`].join('\n');
}
