/** Which addresses a connection of the engine may have: those of its own machine, in each spelling. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback } from '../../src/engine/embedded/worker/network/addresses.ts';

const own = ['127.0.0.1', '127.255.255.255', '0.0.0.0', '::1', '0:0:0:0:0:0:0:1', '::', '::ffff:127.0.0.1'];
own.push('::ffff:7f00:1', '::FFFF:7F01:203', '0:0:0:0:0:ffff:7f00:1', '::ffff:0.0.0.0');
const others = ['126.255.255.255', '128.0.0.0', '10.0.0.1', '0.0.0.1', '::2', '::7f00:1', '::ffff:8000:0'];
others.push('::ffff:192.168.1.1', 'fe80::1', '64:ff9b::7f00:1', '1::ffff:7f00:1', 'localhost', '127.1', '');

for (const address of own) test(`${address} is this machine`, () => assert.equal(isLoopback(address), true));
for (const address of others) test(`${address || 'no text'} is not`, () => assert.equal(isLoopback(address), false));
