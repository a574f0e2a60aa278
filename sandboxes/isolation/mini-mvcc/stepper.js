import { setImmediate as turn } from 'node:timers/promises';
import { Failed, Store } from './store.js';

const number = (text) => (/^-?\d+$/.test(text) ? Number(text) : text);
const is = (key) => (version) => version.key === key;

/** One statement of the little language. @returns the answer */
async function execute(transaction, [verb, key, text], isLast) {
  const value = number(text ?? '');
  switch (verb) {
    case 'read': return transaction.select(is(key))[0]?.value ?? 'no row';
    case 'count': return transaction.select((row) => row.value === key).length;
    case 'write': return transaction.write(key, () => value);
    case 'add': return transaction.write(key, (old = 0) => Number(old) + Number(value));
    case 'lock': return (await transaction.write(key, (old) => old)) ?? 'no row';
    case 'commit': transaction.commit(); return 'done';
    case 'rollback': transaction.rollback(); return 'done';
    default: throw new Failed('42601', `what is “${verb}”?`);
  }
}

export class Stepper {
  printed = [];
  answers = { A: [], B: [] };
  done = 0; // how many have committed
  isOwn = false; // whether the reader has sent statements besides the schedule's
  #waiting = new Set();

  constructor(name, schedule, level) {
    Object.assign(this, { name, level, schedule, left: [...schedule.steps] });
    this.store = new Store(schedule.rows);
    this.sessions = {
      A: this.store.begin('A', level),
      B: this.store.begin('B', level),
    };
  }

  /** The next line whose transaction does not wait. @returns whether there was one */
  async step() {
    const at = this.left.findIndex((line) => !this.#waiting.has(line[0]));
    if (at === -1) return false;
    const [line] = this.left.splice(at, 1);
    await this.send(line[0], line.slice(2));
    return true;
  }

  async send(who, statement) {
    const [plain, wanted] = statement.split(' if ');
    const last = this.answers[who].at(-1);
    if (wanted !== undefined && last !== number(wanted)) {
      this.#print(who, plain, `not done: the answer was ${last}`);
      return;
    }
    let over = false;
    const finished = this.#run(who, plain).finally(() => (over = true));
    await turn(); // all that can be done is done now
    if (over) return finished;
    this.#waiting.add(who);
    const { waitsFor } = this.sessions[who];
    this.#print(who, plain, `waits for ${waitsFor.id}`);
    finished.finally(() => this.#waiting.delete(who));
  }

  async #run(who, plain) {
    const words = plain.split(' ');
    try {
      const answer = await execute(this.sessions[who], words);
      if (['read', 'count', 'add'].includes(words[0])) this.answers[who].push(answer);
      if (words[0] === 'commit') this.done += 1;
      this.#print(who, plain, answer);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      this.#print(who, plain, `${error.code} ${error.message}`);
    }
  }

  #print(who, plain, answer) {
    this.printed.push({ who, plain, answer });
  }
}
