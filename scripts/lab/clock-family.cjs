/**
 * Passes the time of a lab's clock on to all processes and threads: the runner tells its processes, and each of them
 * tells the processes that it has forked and its own threads. Programs do not see this: to forks the time goes in
 * messages of Node's own kind (`NODE_…`, lib/internal/child_process.js), to threads over a BroadcastChannel.
 */
const { ChildProcess } = require('node:child_process');
const { join } = require('node:path');
const threads = require('node:worker_threads');

const COMMAND = 'NODE_LAB_CLOCK';
/** Variables that the preloads read from the environment and then delete from it; forks and threads get them again. */
const given = threads.isMainThread
  ? Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(LAB|PORT3000)_/.test(name)))
  : threads.getEnvironmentData(COMMAND);
const isFork = given.LAB_FORK !== undefined;
delete process.env.LAB_FORK;
delete process.env.LAB_NOW;
exports.given = given;
exports.isFork = isFork;

/** Where the clock stands when this process or thread begins, in milliseconds since 1970. */
exports.began = Number(given.LAB_NOW);
let now = exports.began;
const toHandOn = () => ({ ...given, LAB_NOW: String(now) });
threads.setEnvironmentData(COMMAND, toHandOn());

// The forks and threads that this process has started, each with its last answer and the number of our message that
// it answered; and programs that are no forks. `word` numbers our messages.
const members = new Map();
const programs = new Set();
let word = 0;
let heard = 0;

const PRELOADS = ['clock.cjs', 'preload.cjs'].map((name) => join(__dirname, name));
const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function spawnWithClock(options) {
  const fork = PRELOADS.some((path) => options.args?.includes(path));
  if (fork)
    for (const [name, value] of Object.entries({ ...toHandOn(), LAB_FORK: '1' })) options.envPairs.push(`${name}=${value}`);
  const result = spawn.call(this, options);
  if (this.pid === undefined) return result;
  if (fork && this.channel) admit(this, (message) => this.connected && this.send(message, () => {}));
  // A program that is no fork has the machine's time: the clock waits until it has ended.
  else if (!this.channel) programs.add(this.once('close', () => programs.delete(this)));
  return result;
};

function admit(child, send) {
  members.set(child, { send, answered: word, busy: true, traffic: 0, next: null });
  child.on('internalMessage', (message) => {
    if (message.cmd === COMMAND) Object.assign(members.get(child) ?? {}, message);
  });
  child.once('exit', () => members.delete(child));
}

const channel = new BroadcastChannel(COMMAND).unref();
if (threads.isMainThread) {
  process.on('worker', (thread) => {
    members.set(thread.threadId, { answered: word, busy: true, traffic: 0, next: null });
    const { threadId } = thread;
    thread.once('exit', () => members.delete(threadId));
  });
  channel.onmessage = ({ data }) => data.from !== undefined && Object.assign(members.get(data.from) ?? {}, data);
}

exports.family = {
  /** Sets the time with which forks and threads begin from now on. */
  at(time) {
    now = time;
    threads.setEnvironmentData(COMMAND, toHandOn());
  },
  /** Tells all forks and threads the time. */
  tell(time) {
    this.at(time);
    heard = word;
    word += 1;
    for (const { send } of members.values()) send?.({ cmd: COMMAND, now, word });
    if (threads.isMainThread) channel.postMessage({ now, word });
  },
  /**
   * Whether a fork or thread still works on an earlier time, how much came over sockets, when the next timer is due.
   */
  state() {
    const all = [...members.values()];
    const due = all.flatMap(({ next }) => next ?? []);
    return {
      busy: programs.size > 0 || all.some(({ busy, answered }) => busy || answered < heard),
      traffic: all.reduce((sum, member) => sum + member.traffic, 0),
      next: due.length === 0 ? null : Math.min(...due),
    };
  },
};

/** @param move called with each new time, and with a function that sends this process's state as the answer */
exports.listenToParent = (move) => {
  if (!threads.isMainThread) {
    channel.onmessage = ({ data }) => {
      if (data.now === undefined) return;
      move(data.now, (state) => channel.postMessage({ from: threads.threadId, answered: data.word, ...state }));
    };
    channel.unref();
  } else if (isFork) {
    process.on('internalMessage', (message) => {
      if (message.cmd !== COMMAND) return;
      move(message.now, (state) => process.connected && process.send({ cmd: COMMAND, answered: message.word, ...state }, () => {}));
    });
  } else {
    process.on('message', (message) => {
      if (message?.type === 'clock') move(message.now, (state) => process.send({ type: 'clock', ...state }));
    });
    process.channel.unref();
  }
};
