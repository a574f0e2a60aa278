import { setTimeout as sleep } from 'node:timers/promises';

// Four ways to give a mail to a worker. `take` is the next mail or null, `done` says
// that it was sent, and `recover` gets back what a dead worker had taken.

const nothing = () => {};

export const channel = {
  title: 'PUBLISH',
  inbox: [], // in the memory of the worker that listens
  send: (client, mail) => client.publish('mails', mail),
  start: (client) => client.subscribe('mails', (mail) => channel.inbox.push(mail)),
  async take() {
    if (channel.inbox.length === 0) await sleep(50); // is one on its way?
    return channel.inbox.shift() ?? null;
  },
  done: nothing,
  dies: () => (channel.inbox = []),
  recover: nothing,
};

export const pop = {
  title: 'LPUSH, RPOP',
  send: (client, mail) => client.lPush('mails', mail),
  start: nothing,
  take: (client) => client.rPop('mails'),
  done: nothing,
  dies: nothing,
  recover: nothing,
};

const desk = (worker) => `mails:${worker}`;

export const move = {
  ...pop,
  title: 'LPUSH, LMOVE, LREM',
  take: (client, worker) => client.lMove('mails', desk(worker), 'RIGHT', 'LEFT'),
  done: (client, worker, mail) => client.lRem(desk(worker), 1, mail),
  async recover(client, _worker, dead) {
    while (await client.lMove(desk(dead), 'mails', 'LEFT', 'RIGHT'));
  },
};

const IDLE = 1000; // milliseconds, longer than any mail takes
const asMail = ({ id, message }) => ({ id, text: message.text });

export const stream = {
  ...pop,
  title: 'XADD, XREADGROUP, XACK',
  claimed: [],
  async start(client) {
    try {
      await client.xGroupCreate('mails', 'mailers', '0', { MKSTREAM: true });
    } catch (error) {
      if (!error.message.startsWith('BUSYGROUP')) throw error; // the group is there
    }
  },
  send: (client, mail) => client.xAdd('mails', '*', { text: mail }),
  async take(client, worker) {
    if (stream.claimed.length > 0) return stream.claimed.shift();
    const news = { key: 'mails', id: '>' };
    const read = await client.xReadGroup('mailers', worker, news, { COUNT: 1 });
    return read ? asMail(read[0].messages[0]) : null;
  },
  done: (client, _worker, { id }) => client.xAck('mails', 'mailers', id),
  async recover(client, worker) {
    await sleep(IDLE); // what A has had for so long, A does not finish any more
    const taken = await client.xAutoClaim('mails', 'mailers', worker, IDLE, '0');
    stream.claimed = taken.messages.map(asMail);
  },
};
