/** A program that tries to reach the outside by everything that Node has, and the browser by Node's internals. */
export const THROUGH_NODE = `
import net from 'node:net';
import http from 'node:http';
import https from 'node:https';
import dns from 'node:dns/promises';
import dgram from 'node:dgram';
import fs from 'node:fs';
import vm from 'node:vm';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
const require = createRequire(import.meta.url);
const [address, port] = host.split(':');
const limit = (work) => Promise.race([work, pause(1500, 'no answer', { ref: true })]);
const once = (emitter, good) => new Promise((resolve) => { emitter.on(good, () => resolve('REACHED')); emitter.on('error', (error) => resolve(error.code ?? error.message)); });
const attempts = {
  'net': () => once(net.connect(Number(port), address), 'connect'),
  'net by name': () => once(net.connect(Number(port), 'localhost'), 'connect'),
  'net to the site': () => once(net.connect(Number(new URL(site).port), '127.0.0.1'), 'connect'),
  'net elsewhere': () => once(net.connect(80, '93.184.216.34'), 'connect'),
  'http': () => once(http.get('http://' + host + '/node-http'), 'response'),
  'https': () => once(https.get('https://' + host + '/node-https'), 'response'),
  'fetch': () => fetch('http://' + host + '/node-fetch').then(() => 'REACHED'),
  'fetch the site': () => fetch(site + '/node-fetch').then(() => 'REACHED'),
  'WebSocket': () => new Promise((resolve) => { const socket = new WebSocket('ws://' + host + '/node-socket'); socket.onopen = () => resolve('REACHED'); socket.onerror = () => resolve('error'); }),
  'EventSource': () => new Promise((resolve) => { const source = new EventSource('http://' + host + '/node-events'); source.onopen = () => resolve('REACHED'); source.onerror = () => resolve('error'); }),
  'dns lookup': async () => JSON.stringify(await dns.lookup('example.com')),
  'dns resolve': async () => JSON.stringify(await dns.resolve('example.com')),
  'dgram': () => new Promise((resolve, reject) => { dgram.createSocket('udp4').on('error', reject).send('x', udpPort, '127.0.0.1', () => resolve('sent')); }),
  'password file': () => fs.readFileSync('/etc/passwd', 'utf8').includes('root:') ? 'REACHED' : 'a file of our own',
  'child process': () => require('node:child_process').execSync('id').toString(),
  'vm context': () => vm.runInNewContext('typeof postMessage + typeof importScripts + typeof XMLHttpRequest + typeof indexedDB'),
  'vm this': () => vm.runInThisContext('typeof postMessage + typeof importScripts + typeof XMLHttpRequest + typeof Worker'),
  'process.binding': () => Object.keys(process.binding('natives')).length,
  'internal binding': () => typeof require('internal/bootstrap/realm'),
  'constructor of the scope': () => String(globalThis.constructor) + typeof Object.getPrototypeOf(globalThis)?.postMessage,
  'descriptors of the scope': () => {
    const names = [];
    for (let object = globalThis; object; object = Object.getPrototypeOf(object)) names.push(...Reflect.ownKeys(object).map(String));
    return names.filter((name) => /^(?:postMessage|importScripts|XMLHttpRequest|indexedDB|caches|Worker|onmessage)$/.test(name)).join() || 'none left';
  },
  'call sites': () => {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (_, sites) => sites;
    try {
      const things = new Error('x').stack.flatMap((site) => [site.getThis?.(), site.getFunction?.()]);
      return things.some((thing) => thing && (thing.postMessage ?? thing.window ?? thing.document)) ? 'REACHED' : 'nothing';
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  },
  'caller': () => { try { return String((function leak() { return leak.caller; })()); } catch (error) { return error.name; } },
  'patched primordials': () => {
    // A program may break itself; it must not get hold of the message port.
    const seen = [];
    for (const method of ['call', 'apply', 'bind']) {
      const original = Function.prototype[method];
      Function.prototype[method] = function (...args) { seen.push(args[0]); return Reflect.apply(original, this, args); };
      try { console.log('.'); setImmediate(() => {}); } finally { Function.prototype[method] = original; }
    }
    return seen.some((value) => typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object DedicatedWorkerGlobalScope]' && 'postMessage' in value) ? 'REACHED' : 'nothing';
  },
  'message event of a port': () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => { port1.close(); resolve(event.source ?? event.target?.ownerDocument ? 'REACHED' : 'nothing'); };
    port2.postMessage(1);
  }),
  'prototype': () => { Object.prototype.polluted = 'yes'; Array.prototype.polluted = 'yes'; delete Object.prototype.polluted; delete Array.prototype.polluted; return 'own realm only'; },
  'Atomics': () => { try { return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); } catch (error) { return error.name; } },
  'import of the site': () => import(site + '/node-import').then(() => 'REACHED'),
  'import of data': () => import('data:text/javascript,import ' + JSON.stringify('http://' + host + '/node-data')).then(() => 'REACHED'),
};
for (const [name, attempt] of Object.entries(attempts)) {
  let outcome;
  try { outcome = String(await limit(attempt())); } catch (error) { outcome = (error?.code ?? error?.name ?? '') + ' ' + String(error?.message).slice(0, 60); }
  console.log((outcome === 'REACHED' ? 'reached ' : 'held ') + name + ': ' + outcome.slice(0, 100).replaceAll('\\n', ' '));
}
console.log('tried all');
process.exit(0);
`;
