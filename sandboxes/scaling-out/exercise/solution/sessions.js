// The store remembers, so that each instance can find out.
import { askStore } from './ask-store.js';

export async function keep(id, user) {
  await askStore('PUT', `/sessions/${id}`, { user });
}

/** @returns the user of a session, or undefined */
export async function find(id) {
  return (await askStore('GET', `/sessions/${id}`))?.user;
}
