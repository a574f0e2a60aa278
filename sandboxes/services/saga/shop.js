// The shop, in one of three ways, as a process that can be killed.
const way = await import(`./${process.argv[2]}.js`);
let plan = {}; // where to step in, and how

/** Called after each step, before anything of it is written down. */
async function at(place) {
  if (place === plan.withdrawn) way.withdraw(plan.id); // the customer thinks again
  if (place !== plan.killed) return;
  process.send({ killMe: true });
  await new Promise(() => {});
}

process.on('message', async ({ number, command, order, killed, withdrawn }) => {
  if (command === 'reset') way.reset();
  if (command === 'place') {
    plan = { id: order.id, killed, withdrawn };
    await way.place(order, at);
  }
  process.send({ number, state: order && way.stateOf(order.id), ...way.seen?.() });
});
process.on('disconnect', () => process.exit()); // nobody to start it again is left

await way.resume?.(async () => {});
process.send({ ready: true });
