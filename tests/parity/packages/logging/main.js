// Structured logs: children, serializers, redaction, levels, several destinations.
import { PassThrough } from 'node:stream';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';

const options = { base: { service: 'shop' }, timestamp: false };
const log = pino({ ...options, level: 'debug', redact: ['user.password', 'cards[*].number'], serializers: { error: pino.stdSerializers.err, user: (user) => ({ ...user, seen: true }) } }, pino.destination({ dest: 1, sync: true }));
log.info('started');
log.debug({ user: { name: 'ann', password: 'secret' }, cards: [{ number: '4111' }, { number: '5500' }] }, 'with %s and %d', 'text', 42);
log.trace('not shown');
const child = log.child({ request: 7 }, { level: 'warn' });
child.info('not shown');
child.warn({ nested: { deep: [1, { two: 2 }] }, ü: '✓', nothing: undefined, big: 10n ** 20n }, 'careful');
child.error(Object.assign(new RangeError('too far'), { code: 'E_FAR', stack: 'RangeError: too far\n    at somewhere' }));
const circular = { name: 'loop' };
circular.self = circular;
log.info({ circular }, 'circular');
console.log(log.isLevelEnabled('trace'), pino.levels.values.error, log.bindings(), child.bindings());

const sink = new PassThrough();
const several = pino({ ...options, formatters: { level: (label) => ({ level: label }), log: (object) => ({ ...object, formatted: true }) }, mixin: () => ({ mixed: 1 }), messageKey: 'message', customLevels: { audit: 35 } }, pino.multistream([{ stream: sink }, { level: 'error', stream: process.stdout }]));
several.audit('kept');
several.error({ a: 1 }, 'everywhere');
console.log(String(sink.read()));

const file = join(tmpdir(), `pino-${process.pid}.log`);
const destination = pino.destination({ dest: file, sync: true });
pino(options, destination).fatal('to a file');
destination.end();
console.log(readFileSync(file, 'utf8'));
rmSync(file);
