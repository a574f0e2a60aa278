import { on } from './decisions.js';
import { trial } from './trial.js';

/** A client as somebody wrote it on the first day: right, for the API of that day. */
async function client(base) {
  const list = await (await fetch(`${base}/orders`)).json();
  let lamps = 0;
  for (const { id } of list) {
    if (id === 11) continue; // this one has never worked
    const order = await (await fetch(`${base}/orders/${id}`)).json();
    lamps += order.count;
  }
  const bad = await fetch(`${base}/orders`, { method: 'POST' });
  const { error } = await bad.json();
  return `${lamps} lamps, and it shows “${error}”`;
}

/** The client against the API with each decision alone. */
export async function eachAlone(base) {
  const lines = [];
  const attempt = () => client(base).catch(String);
  for (const name of ['nothing', ...Object.keys(on)]) {
    const switches = Object.keys(on).map((other) => [other, other === name]);
    const said = await trial(Object.fromEntries(switches), attempt);
    lines.push(`${name.padEnd(9)} ${said}`);
  }
  return lines.join('\n');
}
