import { setTimeout as wait } from 'node:timers/promises';
import { ask } from './client.js';

export const ports = { primary: 5001, 'replica-1': 5002, 'replica-2': 5003 };
export const names = Object.keys(ports);

/** The node's memory, its connections and what it was about to send are gone. */
export const cut = (name) => ask(ports[name], { cut: true }).catch(() => {});

/** Starts all nodes, empty, but not those of `without`; resolves when they follow. */
export async function boot(without = []) {
  for (const name of names) {
    await ask(ports[name], { boot: true }).catch(() => {}); // it hangs up
    if (without.includes(name)) await cut(name);
  }
  const wanted = names.filter((name) => name !== 'primary' && !without.includes(name));
  for (let tries = 0; tries < 50; tries += 1) {
    const { replicas } = await ask(ports.primary, {});
    const there = replicas.filter((each) => each.connected).map((each) => each.name);
    if (wanted.every((name) => there.includes(name))) return;
    await wait(20);
  }
  throw Object.assign(new Error('a replica does not connect'), { status: 503 });
}
