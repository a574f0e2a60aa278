import { promises } from 'node:fs';
import { webcrypto, subtle } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';
import { MIMEType } from 'node:util';
import { File } from 'node:buffer';

export default [typeof promises.readFile, typeof webcrypto.subtle, subtle === webcrypto.subtle, AsyncLocalStorage.name, String(new MIMEType('text/plain;a=b')), File.name];
