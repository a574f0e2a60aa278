// A client and a balancer in one: instances in turn, a health check, no second try.
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

// Health checks have connections of their own, as they do in balancers.
const agents = { order: new Agent({ keepAlive: true }), check: new Agent({ keepAlive: true }) };

/** @returns the status; rejects when there is no answer */
async function get(port, path, agent, timeout) {
  const sent = request({ port, path, agent, timeout });
  sent.on('timeout', () => sent.destroy());
  sent.end();
  const [answer] = await once(sent, 'response');
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

export class Traffic {
  #ports;
  #ready = new Set();
  #turn = 0;
  #isOn = true;
  sent = 0;
  lost = []; // when, in ms since the beginning

  constructor(ports) {
    this.#ports = ports;
  }

  /** Asks each instance whether it takes requests, every 100 ms. */
  async watch() {
    while (this.#isOn) {
      await Promise.all(this.#ports.map((port) => this.#look(port)));
      await sleep(100);
    }
  }

  async #look(port) {
    const status = await get(port, '/readyz', agents.check, 90).catch(() => 0);
    if (status === 200) this.#ready.add(port);
    else this.#ready.delete(port);
  }

  /** 50 requests a second, until it is stopped. */
  async run() {
    const start = Date.now();
    const open = new Set();
    await sleep(7); // never at the moment of a check or of a signal, so that runs are alike
    while (this.#isOn) {
      this.sent += 1;
      const one = this.#one().catch(() => this.lost.push(Date.now() - start));
      open.add(one);
      one.finally(() => open.delete(one));
      await sleep(20);
    }
    await Promise.all(open);
  }

  async #one() {
    const ports = [...this.#ready].sort();
    if (ports.length === 0) throw new Error('nobody is ready');
    const port = ports[(this.#turn += 1) % ports.length];
    if ((await get(port, '/order', agents.order, 1000)) !== 200) throw new Error('not an order');
  }

  stop() {
    this.#isOn = false;
  }
}
