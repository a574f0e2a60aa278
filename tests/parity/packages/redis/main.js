// The client against a small server of its protocol: pipelines, transactions, pushes, blocking, time-outs, reconnecting.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorReply, RESP_TYPES, WatchError, createClient, createClientPool, createCluster, createSentinel, defineScript } from 'redis';

const values = new Map();
const versions = new Map();
const waiting = [];
const subscribers = new Map();
const sockets = new Set();
const bulk = (text) => (text === undefined || text === null ? '_\r\n' : `$${Buffer.byteLength(text)}\r\n${text}\r\n`);
const list = (items, sign = '*') => `${sign}${items.length}\r\n${items.join('')}`;
const touch = (key) => versions.set(key, (versions.get(key) ?? 0) + 1);
const wrong = '-WRONGTYPE Operation against a key holding the wrong kind of value\r\n';

const commands = {
  HELLO: (version) => `%2\r\n${bulk('server')}${bulk('redis')}${bulk('proto')}:${version}\r\n`,
  CLIENT: (name) => (name === 'SETINFO' ? '+OK\r\n' : `-ERR unknown subcommand '${name}'\r\n`),
  PING: (text) => (text ? bulk(text) : '+PONG\r\n'),
  SELECT: () => '+OK\r\n',
  GET: (key) => (values.get(key) instanceof Map ? wrong : bulk(values.get(key))),
  SET: (key, value, ...options) => {
    if (options.includes('NX') && values.has(key)) return '_\r\n';
    touch(key);
    values.set(key, value);
    return '+OK\r\n';
  },
  INCR: (key) => {
    const next = BigInt(values.get(key) ?? 0) + 1n;
    touch(key);
    values.set(key, String(next));
    return `:${next}\r\n`;
  },
  DEL: (...keys) => `:${keys.filter((key) => values.delete(key)).length}\r\n`,
  MGET: (...keys) => list(keys.map((key) => bulk(values.get(key)))),
  HSET: (key, ...pairs) => {
    const hash = values.get(key) ?? new Map();
    if (!(hash instanceof Map)) return wrong;
    values.set(key, hash);
    for (let i = 0; i < pairs.length; i += 2) hash.set(pairs[i], pairs[i + 1]);
    return `:${pairs.length / 2}\r\n`;
  },
  HGETALL: (key) => list([...(values.get(key) ?? [])].flat().map(bulk), '%').replace(/^%(\d+)/, (_, n) => `%${n / 2}`),
  SMEMBERS: () => list(['a', 'b'].map(bulk), '~'),
  ZRANGE: () => list([list([bulk('ann'), ',1.5\r\n']), list([bulk('bob'), ',inf\r\n'])]),
  SCAN: (cursor) => list([bulk(cursor === '0' ? '7' : '0'), list((cursor === '0' ? ['one', 'two'] : ['three']).map(bulk))]),
  EVALSHA: () => '-NOSCRIPT No matching script.\r\n',
  EVAL: (script, n, ...rest) => list([bulk(script), ...rest.map(bulk)]),
  WATCH: (key) => ((commands.watched = [key, versions.get(key)]), '+OK\r\n'),
  PUBLISH: (channel, message) => {
    const heard = subscribers.get(channel) ?? [];
    for (const socket of heard) socket.write(list([bulk('message'), bulk(channel), bulk(message)], '>'));
    return `:${heard.length}\r\n`;
  },
  LPUSH: (key, value) => {
    waiting.shift()?.write(list([bulk(key), bulk(value)]));
    return ':1\r\n';
  },
  ODD: () => list(['#t\r\n', '(12345678901234567890\r\n', '=8\r\ntxt:héy\r\n', ',nan\r\n', '_\r\n', '!9\r\nERR inner\r\n']),
  DIE: (socket) => (socket.destroy(), ''),
  SILENT: () => '',
};

function answer(socket, state, [name, ...args]) {
  const command = name.toUpperCase();
  if (command === 'MULTI') return (state.queue = []), '+OK\r\n';
  if (command === 'EXEC') {
    const { queue } = state;
    delete state.queue;
    const [key, version] = commands.watched ?? [];
    delete commands.watched;
    return key && versions.get(key) !== version ? '_\r\n' : list(queue.map((queued) => answer(socket, state, queued)));
  }
  if (state.queue) return state.queue.push([name, ...args]), '+QUEUED\r\n';
  if (command === 'SUBSCRIBE' || command === 'UNSUBSCRIBE') {
    return args.map((channel) => {
      const heard = (subscribers.get(channel) ?? []).filter((other) => other !== socket);
      subscribers.set(channel, command === 'SUBSCRIBE' ? [...heard, socket] : heard);
      return list([bulk(command.toLowerCase()), bulk(channel), ':1\r\n'], '>');
    }).join('');
  }
  if (command === 'BLPOP') return waiting.push(socket), '';
  if (command === 'DIE') return commands.DIE(socket);
  if (command === 'QUIT') return '+OK\r\n';
  return commands[command]?.(...args) ?? `-ERR unknown command '${name}'\r\n`;
}

const seen = new Set();
const server = createServer((socket) => {
  const state = {};
  let rest = Buffer.alloc(0);
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      let at = 0;
      const line = () => {
        const end = rest.indexOf('\r\n', at);
        if (end < 0) return undefined;
        const text = rest.toString('latin1', at, end);
        at = end + 2;
        return text;
      };
      const head = line();
      if (head === undefined) return;
      const args = [];
      for (let i = 0; i < Number(head.slice(1)); i += 1) {
        const size = line();
        if (size === undefined || rest.length < at + Number(size.slice(1)) + 2) return;
        args.push(rest.toString('utf8', at, at + Number(size.slice(1))));
        at += Number(size.slice(1)) + 2;
      }
      rest = rest.subarray(at);
      seen.add(args[0]);
      socket.write(answer(socket, state, args));
    }
  });
});
await once(server.listen(6379), 'listening');
const tell = (promise) => promise.then((value) => value, (error) => `${error.constructor.name}: ${error.message}`);

const client = createClient({ name: 'app', socket: { reconnectStrategy: (retries) => (retries > 3 ? new Error('given up') : 10) } });
for (const event of ['connect', 'ready', 'reconnecting', 'end', 'error']) client.on(event, (error) => console.log('event', event, error?.message ?? ''));
console.log(await tell(client.get('early')), client.isOpen, client.isReady);
console.log((await client.connect()) === client, client.isOpen, client.isReady, [...seen].sort());

console.log(await client.set('greeting', 'ünïcode ✓'), await client.get('greeting'), await client.get('none'));
console.log(await Promise.all([client.ping(), client.incr('n'), client.incr('n'), client.mGet(['n', 'greeting', 'none'])]));
console.log(await client.set('n', '1', { condition: 'NX', expiration: { type: 'EX', value: 60 } }), await client.del(['n', 'none']));
console.log(await client.hSet('user:1', { name: 'Ann', visits: 3 }), await client.hGetAll('user:1'), await tell(client.get('user:1')), await tell(client.hSet('greeting', 'a', 'b')));
console.log(await client.sMembers('set'), await client.zRangeWithScores('board', 0, -1, { REV: true }));
console.log((await client.sendCommand(['ODD'])).map((item) => (item instanceof Error ? String(item) : item)));
console.log(await tell(client.sendCommand(['NOPE'])), (await client.get('user:1').catch((error) => error)) instanceof ErrorReply);
console.log(await client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get('greeting'));
const keys = [];
for await (const some of client.scanIterator({ COUNT: 2 })) keys.push(some);
console.log(keys);
await client.set('long', 'x'.repeat(300_000));
console.log((await client.get('long')).length);

console.log(await client.multi().set('a', '1').incr('a').get('a').exec(), await tell(client.multi().incr('a').get('user:1').exec()));
console.log(await client.multi().incr('a').get('user:1').execAsPipeline().catch((error) => error.replies?.map(String) ?? String(error)));
await client.watch('a');
await client.incr('a');
console.log((await client.multi().incr('a').exec().catch((error) => error)) instanceof WatchError);
console.log(await client.eval('return 1', { keys: ['k'], arguments: ['v'] }));
const scripted = createClient({ scripts: { twice: defineScript({ SCRIPT: 'return 2', NUMBER_OF_KEYS: 1, parseCommand: (parser, key) => parser.pushKey(key), transformReply: (reply) => reply }) } });
await scripted.connect();
console.log(await scripted.twice('k'));
scripted.destroy();

const listener = client.duplicate();
listener.on('error', (error) => console.log('listener', error.message));
await listener.connect();
const heard = new Promise((resolve) => void listener.subscribe('news', (message, channel) => resolve([message, channel])).then(() => console.log('subscribed', listener.isPubSubActive)));
await sleep(50);
console.log(await client.publish('news', 'hello'), await heard);
await listener.unsubscribe('news');
console.log(await client.publish('news', 'nobody'));
const popped = listener.blPop('jobs', 0);
await sleep(50);
await client.lPush('jobs', 'one');
console.log(await popped);

const stopped = new AbortController();
const withdrawn = client.sendCommand(['GET', 'a'], { abortSignal: stopped.signal });
stopped.abort();
console.log(await tell(withdrawn), await tell(client.sendCommand(['GET', 'a'], { abortSignal: AbortSignal.abort() })));
const patient = createClient({ socket: { socketTimeout: 100, reconnectStrategy: false } });
patient.on('error', (error) => console.log('patient', error.constructor.name, error.message));
await patient.connect();
console.log(await tell(patient.sendCommand(['SILENT'])), patient.isOpen);
client.destroy();
console.log(await tell(client.get('a')));

const second = createClient({ url: 'redis://localhost:6379/2', disableOfflineQueue: true, socket: { reconnectStrategy: () => 20 } });
for (const event of ['ready', 'reconnecting', 'error']) second.on(event, (error) => console.log('second', event, error?.message ?? ''));
await second.connect();
console.log(await tell(second.sendCommand(['DIE'])), await tell(second.get('a')));
await once(second, 'ready');
console.log(await second.get('a'));

const pool = createClientPool({ RESP: 2 }, { minimum: 1, maximum: 3 });
pool.on('error', (error) => console.log('pool', error.message));
await pool.connect();
console.log(pool.totalClients, await Promise.all([1, 2, 3].map(() => pool.execute((one) => one.ping()))));
await pool.close();

console.log(await second.close(), second.isOpen);
await listener.close();
for (const socket of sockets) socket.destroy();
server.close();
await once(server, 'close');
const nobody = createClient({ socket: { host: '127.0.0.1', reconnectStrategy: false } });
nobody.on('error', (error) => console.log('nobody', error.code));
console.log(await tell(nobody.connect()));
console.log(typeof typeof createCluster, typeof createSentinel);
