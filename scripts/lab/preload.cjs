/**
 * What a process of a checked project runs first in real Node: its clock stands still and moves when the runner
 * says so, and its ports are the runner's to connect, so that wires can be slow or cut.
 */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const net = require('node:net');
const FakeTimers = require('@sinonjs/fake-timers');

const { LAB_PORTS: ports, LAB_NOW: began } = process.env;
delete process.env.LAB_PORTS;
delete process.env.LAB_NOW;
/** A port nobody listens on (tcpmux). */
const REFUSING_PORT = 1;

const turn = setImmediate;
const clock = FakeTimers.install({ now: Number(began), toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance', 'hrtime'] });

// Time-outs of sockets are timers of Node's own (lib/internal/stream_base_commons.js, setStreamTimeout), which
// are not replaced above: a kept-alive connection is closed by one.
const timers = new WeakMap();
net.Socket.prototype.setTimeout = function setTimeoutOnLabClock(milliseconds, callback) {
  if (this.destroyed) return this;
  this.timeout = milliseconds;
  clearTimeout(timers.get(this));
  timers.delete(this);
  if (milliseconds > 0) timers.set(this, setTimeout(() => this._onTimeout(), milliseconds));
  if (typeof callback === 'function') {
    if (milliseconds > 0) this.once('timeout', callback);
    else this.removeListener('timeout', callback);
  }
  return this;
};
net.Socket.prototype._unrefTimer = function refreshTimeout() {
  for (let socket = this; socket; socket = socket._parent) timers.get(socket)?.refresh();
};

// `_listen2` is where net.Server ends up with its arguments already sorted out (lib/net.js, setupListenHandle).
const listen = net.Server.prototype._listen2;
net.Server.prototype._listen2 = function listenOnFreePort(address, port, ...rest) {
  listen.call(this, address, 0, ...rest);
  if (port > 0) process.send({ type: 'listening', claimed: port, real: this.address().port });
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectThroughRunner(...args) {
  const normalized = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const [options] = normalized;
  const file = join(ports, String(options.port));
  normalized[0] = { ...options, port: existsSync(file) ? Number(readFileSync(file, 'utf8')) : REFUSING_PORT };
  return connect.call(this, normalized);
};

process.on('message', (message) => {
  if (message.type !== 'clock') return;
  if (message.now > clock.now) clock.tick(message.now - clock.now);
  // What that led to has its turn before the answer says when the next timer is due.
  turn(() => turn(() => {
    const due = [...(clock.timers?.values() ?? [])].map(({ callAt }) => callAt);
    process.send({ type: 'clock', next: due.length === 0 ? null : Math.min(...due) });
  }));
});
process.channel.unref();
