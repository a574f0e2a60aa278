/**
 * Virtual ports: a recorded program believes that it listens on port 3000 while the machine gives it any free port, so
 * that several recordings run at once and a busy port 3000 does no harm.
 *
 * A folder shared by the processes of one recording maps ports: the file `3000` holds the real port, the file
 * `api.listening` says that the process `api` has listened. This file is loaded with `node --import` after
 * deterministic.mjs; only in real Node, never in the page.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { given } from '../lab/clock-family.cjs';

const folder = given.PORT3000_PORTS;
const processName = given.PORT3000_PROCESS;
delete process.env.PORT3000_PORTS;
delete process.env.PORT3000_PROCESS;
/** A port that nobody listens on (tcpmux): connecting to it is refused, as connecting to the claimed port would be. */
const REFUSING_PORT = 1;

const realOf = (claimed) => {
  const file = join(folder, String(claimed));
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
};

// `_listen2` is where net.Server ends up with its arguments already sorted out (lib/net.js, setupListenHandle).
// A worker of a cluster comes there with a handle that its primary listens on.
const listen = net.Server.prototype._listen2;
net.Server.prototype._listen2 = function listenOnFreePort(address, port, ...rest) {
  if (!(port >= 0) || this._handle) return listen.call(this, address, port, ...rest);
  listen.call(this, address, realOf(port) ?? 0, ...rest);
  const real = this._handle?.getsockname ? getPort(this._handle) : undefined;
  if (real === undefined) return undefined;
  if (port !== 0) claim(this._handle, port);
  publish(String(port || real), String(real));
  publish(`${processName}.listening`, '');
  return undefined;
};

/** Makes the server's address name the port that was asked for, to the program and to workers of a cluster. */
function claim(handle, port) {
  const { getsockname } = handle;
  handle.getsockname = function claimedName(name) {
    const error = getsockname.call(this, name);
    if (error === 0) name.port = port;
    return error;
  };
}

/** Writes a file so that another process sees the whole of it or none. */
function publish(name, text) {
  const draft = join(folder, `${processName}.draft`);
  writeFileSync(draft, text);
  renameSync(draft, join(folder, name));
}

function getPort(handle) {
  const name = {};
  return handle.getsockname(name) === 0 ? name.port : undefined;
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectToRealPort(...args) {
  const normalized = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const [options] = normalized;
  if (options.port !== undefined && !options.path) {
    normalized[0] = { ...options, port: realOf(Number(options.port)) ?? REFUSING_PORT };
  }
  return connect.call(this, normalized);
};
