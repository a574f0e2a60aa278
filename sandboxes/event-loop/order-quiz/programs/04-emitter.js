import { EventEmitter } from 'node:events';

const orders = new EventEmitter();
orders.on('paid', () => console.log('mail'));
orders.on('paid', async () => {
  console.log('stock');
  await null;
  console.log('stock done');
});
orders.emit('paid');
console.log('emitted');
