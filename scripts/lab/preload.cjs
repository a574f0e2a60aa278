/**
 * The first script in a process of a checked project in real Node: its clock is the lab's (clock.cjs), and the runner
 * connects its ports, so that wires can be slow or cut.
 */
require('./clock.cjs');
const { given, isFork } = require('./clock-family.cjs');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const net = require('node:net');

const { LAB_PORTS: ports } = given;
delete process.env.LAB_PORTS;
/** A port that nobody listens on (tcpmux). */
const REFUSING_PORT = 1;

// `_listen2` is where net.Server ends up with its arguments already sorted out (lib/net.js, setupListenHandle).
const listen = net.Server.prototype._listen2;
net.Server.prototype._listen2 = function listenOnFreePort(address, port, ...rest) {
  listen.call(this, address, 0, ...rest);
  if (port > 0 && !isFork) process.send({ type: 'listening', claimed: port, real: this.address().port });
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectThroughRunner(...args) {
  const normalized = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const [options] = normalized;
  const file = join(ports, String(options.port));
  normalized[0] = { ...options, port: existsSync(file) ? Number(readFileSync(file, 'utf8')) : REFUSING_PORT };
  return connect.call(this, normalized);
};
