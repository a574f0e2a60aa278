// Client-side discovery: ask the registry, take the next instance in turn.
import { timed } from './timed.js';

const REGISTRY = 'http://localhost:4000';
const lastKnown = new Map(); // service → instances, for when the registry is silent
const turns = new Map();

async function instancesOf(service) {
  try {
    const { status, body } = await timed(`${REGISTRY}/services/${service}`, {}, 500);
    if (status !== 200) throw new Error(`The registry answers ${status}.`);
    lastKnown.set(service, JSON.parse(body));
  } catch (error) {
    console.error('registry:', error.message); // what we know is better than nothing
  }
  return lastKnown.get(service) ?? [];
}

/** @returns { name, port }, or undefined when there is no instance */
export async function pick(service) {
  const instances = await instancesOf(service);
  const turn = turns.get(service) ?? 0;
  turns.set(service, turn + 1);
  return instances[turn % instances.length];
}
