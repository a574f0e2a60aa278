// What follows an order, each of its own concern.
export const done = { stock: [], points: [], mail: [], statistics: [] };
export const mistakes = { noPointsForShips: true, mailDiesOnce: false };

const note = (concern, { order }) => {
  done[concern].push(order);
  if (done[concern].length > 100) done[concern].shift();
};

export const effects = {
  stock: (event) => note('stock', event),

  points(event) {
    const known = event.item !== 'ship' || !mistakes.noPointsForShips;
    if (!known) throw new TypeError('no points for a ship'); // a bug, in one concern
    note('points', event);
  },

  mail(event) {
    note('mail', event); // the letter is out
    if (!mistakes.mailDiesOnce) return;
    mistakes.mailDiesOnce = false;
    throw new Error('killed before the offset was written');
  },

  statistics: (event) => note('statistics', event),
};
