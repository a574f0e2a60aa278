import { setTimeout as sleep } from 'node:timers/promises';

const TAKES = 400; // milliseconds until the mail service has taken a mail
let version = 1;

// Version 1 is wrong on purpose: it takes for granted that a name has two words.
const greetings = {
  1: (name) => `Dear Mx. ${name.split(' ')[1].toUpperCase()}`,
  2: (name) => `Hello, ${name}`,
};

/** Stands for a mail service in another building. @returns what was written */
export async function sendWelcome({ email, name }) {
  const text = greetings[version](name);
  await sleep(TAKES);
  return `${email}: ${text}`;
}

/** The mended template goes live. */
export const deploy = () => (version = 2);
