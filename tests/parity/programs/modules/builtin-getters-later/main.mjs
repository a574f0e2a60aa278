// Exports of builtins that are getters, wanted only by files that are imported later.
import * as fs from 'node:fs';
import * as crypto from 'node:crypto';
import * as hooks from 'node:async_hooks';
import * as util from 'node:util';
import * as buffer from 'node:buffer';

console.log(['promises' in fs, 'webcrypto' in crypto, 'MIMEType' in util, 'File' in buffer]);
console.log(typeof fs.readFileSync, typeof crypto.createHash, typeof hooks.createHook, typeof util.inspect);
console.log(await import('./later.mjs').then((later) => later.default));
console.log(typeof fs.promises.readFile, fs.promises === fs.default.promises, crypto.webcrypto === globalThis.crypto);
console.log(Object.keys(fs).length === Object.keys(fs.default).length + 1);
