/**
 * The first script in a process of a lab in real Node. The clock begins at LAB_NOW, stands still, and moves when the
 * parent process says so (lab-clock.ts). Forks and threads of the process run this file too, and have the same clock:
 * each is told the time by the process that started it (clock-family.cjs).
 */
const { AsyncResource, createHook } = require('node:async_hooks');
const net = require('node:net');
const { promisify } = require('node:util');
const FakeTimers = require('@sinonjs/fake-timers');
const { began, family, listenToParent } = require('./clock-family.cjs');

const turn = setImmediate;
// Node ends when nothing can happen any more, and does not know of the replaced timers: while some wait, this one of
// Node's own keeps the process alive.
const anchor = setInterval(() => {}, 2 ** 30).unref();
const clock = FakeTimers.install({ now: began, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance', 'hrtime'] });
process.uptime = () => (clock.now - began) / 1000;

const unreferenced = new Set();
function hold() {
  if ([...(clock.timers?.keys() ?? [])].every((id) => unreferenced.has(id))) anchor.unref();
  else anchor.ref();
}
const thenHold = (method) =>
  function (...values) {
    const result = method.apply(this, values);
    hold();
    return result;
  };
for (const name of ['setTimeout', 'setInterval']) {
  const set = clock[name];
  clock[name] = thenHold((callback, delay, ...values) => {
    // As Node's timers, these take a missing delay for one millisecond, and keep the async context.
    const after = delay >= 1 && delay < 2 ** 31 ? Math.trunc(delay) : 1;
    const handle = set(typeof callback === 'function' ? AsyncResource.bind(callback) : callback, after, ...values);
    const { ref, unref } = handle;
    handle.ref = thenHold(() => {
      unreferenced.delete(Number(handle));
      return ref.call(handle);
    });
    handle.unref = thenHold(() => {
      unreferenced.add(Number(handle));
      return unref.call(handle);
    });
    return handle;
  });
}
for (const name of ['clearTimeout', 'clearInterval']) clock[name] = thenHold(clock[name]);
setTimeout[promisify.custom] = (milliseconds, value) => new Promise((resolve) => setTimeout(resolve, milliseconds, value));

// The timer of a signal, too, is one inside Node's library (lib/internal/abort_controller.js); it keeps no process alive.
const timeoutOfNode = AbortSignal.timeout;
Object.defineProperty(AbortSignal, 'timeout', {
  ...Object.getOwnPropertyDescriptor(AbortSignal, 'timeout'),
  value: function timeout(delay) {
    timeoutOfNode(delay); // throws for what is no delay; its signal is forgotten
    const controller = new AbortController();
    const expire = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    setTimeout(expire, delay).unref();
    return controller.signal;
  },
});

// Timeouts of sockets are timers inside Node's library (lib/internal/stream_base_commons.js, setStreamTimeout), not the
// globals replaced above; one of them closes a kept-alive connection.
const timers = new WeakMap();
net.Socket.prototype.setTimeout = function setTimeoutOnLabClock(milliseconds, callback) {
  if (this.destroyed) return this;
  this.timeout = milliseconds;
  clearTimeout(timers.get(this));
  timers.delete(this);
  if (milliseconds > 0) timers.set(this, setTimeout(() => this._onTimeout(), milliseconds).unref());
  if (typeof callback === 'function') {
    if (milliseconds > 0) this.once('timeout', callback);
    else this.removeListener('timeout', callback);
  }
  return this;
};
net.Socket.prototype._unrefTimer = function refreshTimeout() {
  for (let socket = this; socket; socket = socket._parent) timers.get(socket)?.refresh();
};

// A hash in the thread pool, a file being read or the next turn of a long job takes real time and none on the clock,
// which waits for it. Data that comes over sockets is counted, since more may be on its way to the next process.
const underWay = new Set();
const sockets = new Set();
let traffic = 0;
let own = false;

/**
 * A synchronous job of node:crypto, such as that of `randomUUID`, is over when its `run` returns, and returns an array
 * (lib/internal/crypto/random.js, randomFillSync). No hook says so before the job is collected.
 */
function hearOfSynchronous(job) {
  const { run } = job;
  job.run = function runAndTell() {
    const result = run.call(this);
    if (Array.isArray(result)) underWay.delete(this.getAsyncId());
    return result;
  };
}

createHook({
  init(id, type, _trigger, resource) {
    if ((type.includes('REQ') && type !== 'HTTPCLIENTREQUEST') || (type === 'Immediate' && !own)) underWay.add(id);
    if (type.endsWith('REQUEST') && typeof resource.run === 'function') hearOfSynchronous(resource);
    if (type.startsWith('TCP') || type.startsWith('HTTP')) sockets.add(id);
  },
  before: (id) => (traffic += Number(sockets.has(id))),
  after: (id) => underWay.delete(id),
  destroy: (id) => underWay.delete(id) || sockets.delete(id),
}).enable();

/** Calls back two turns of the loop later. */
function afterTurns(callback) {
  own = true;
  turn(() => {
    own = true;
    turn(callback);
    own = false;
  });
  own = false;
}

/** Moves the clock; between two timers come nextTicks and microtasks, as in Node (lib/internal/timers.js, runNextTicks). */
function moveTo(time) {
  for (;;) {
    const next = Math.min(...[...(clock.timers?.values() ?? [])].map(({ callAt }) => callAt));
    if (next > time) break;
    family.at(next);
    clock.next();
    process._tickCallback();
  }
  if (time > clock.now) clock.tick(time - clock.now);
}

listenToParent((now, answer) => {
  moveTo(now);
  family.tell(clock.now);
  hold();
  // Callbacks that this led to have their turn before the answer says when the next timer is due.
  afterTurns(() => {
    const due = [...(clock.timers?.values() ?? [])].map(({ callAt }) => callAt);
    const others = family.state();
    if (others.next !== null) due.push(others.next);
    const busy = underWay.size > 0 || others.busy;
    answer({ busy, traffic: traffic + others.traffic, next: due.length === 0 ? null : Math.min(...due) });
  });
});
