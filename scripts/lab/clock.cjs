/**
 * What a process of a lab runs first in real Node: its clock begins at LAB_NOW, stands still, and moves when the
 * parent process says so (lab-clock.ts).
 */
const { AsyncResource, createHook } = require('node:async_hooks');
const net = require('node:net');
const { promisify } = require('node:util');
const FakeTimers = require('@sinonjs/fake-timers');

const began = Number(process.env.LAB_NOW);
delete process.env.LAB_NOW;

const turn = setImmediate;
// Node ends when nothing can happen any more; of the replaced timers it knows nothing.
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
  clock[name] = thenHold((callback, ...values) => {
    // As Node's timers do, these keep what AsyncLocalStorage has.
    const handle = set(typeof callback === 'function' ? AsyncResource.bind(callback) : callback, ...values);
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

// Time-outs of sockets are timers of Node's own (lib/internal/stream_base_commons.js, setStreamTimeout), which
// are not replaced above: a kept-alive connection is closed by one.
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

// A hash in the thread pool or a file being read takes real time and none on the clock, which waits for it.
const underWay = new Set();
createHook({
  init(id, type) {
    if (type.includes('REQ') && type !== 'HTTPCLIENTREQUEST') underWay.add(id);
  },
  after: (id) => underWay.delete(id),
  destroy: (id) => underWay.delete(id),
}).enable();

process.on('message', (message) => {
  if (message?.type !== 'clock') return;
  if (message.now > clock.now) clock.tick(message.now - clock.now);
  hold();
  // What that led to has its turn before the answer says when the next timer is due.
  turn(() => turn(() => {
    const due = [...(clock.timers?.values() ?? [])].map(({ callAt }) => callAt);
    process.send({ type: 'clock', busy: underWay.size > 0, next: due.length === 0 ? null : Math.min(...due) });
  }));
});
process.channel.unref();
