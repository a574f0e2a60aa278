/**
 * The module `lab`, which a check imports: it steers the clock, the wires and the processes of the project
 * that is checked. The check's runner (the engine's page, or a script in real Node) does what `lab` asks for.
 * Time stands still; it passes when `clock.advance` says so.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, tracingChannel } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import { inspect } from 'node:util';

const waiting = new Map();
let next = 1;
const { send, hold } = process.send ? overChannel() : overSocket();

/** The way to the runner in real Node: the channel to the parent process. */
function overChannel() {
  process.on('message', (message) => message.type === 'answer' && settle(message));
  process.channel.unref();
  return { send: (message) => process.send(message), hold: (on) => (on ? process.channel.ref() : process.channel.unref()) };
}

/** The way to the runner in the engine: a connection that the page opens to this process, in lines of JSON. */
function overSocket() {
  let socket;
  const unsent = [];
  const server = createServer((connection) => {
    socket = connection.setEncoding('utf8').unref();
    if (waiting.size > 0) socket.ref();
    let text = '';
    socket.on('data', (part) => {
      const lines = (text + part).split('\n');
      text = lines.pop();
      for (const line of lines) settle(JSON.parse(line));
    });
    for (const line of unsent.splice(0)) socket.write(line);
  });
  server.listen(Number(process.env.LAB_PORT)).unref();
  return {
    send: (message) => {
      const line = `${JSON.stringify(message)}\n`;
      if (socket) socket.write(line);
      else unsent.push(line);
    },
    hold: (on) => (on ? (socket ?? server).ref() : (server.unref(), socket?.unref())),
  };
}

function settle({ id, error, value }) {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (waiting.size === 0) hold(false);
  if (error === undefined) resolve(value);
  else reject(new Error(error));
}

function ask(call, ...values) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const id = next++;
  waiting.set(id, { resolve, reject });
  hold(true);
  send({ type: 'lab', id, call, values });
  return promise;
}

export const clock = {
  now: () => Date.now(),
  advance: (milliseconds) => ask('advance', milliseconds),
};

export const network = {
  delay: (a, b, milliseconds) => ask('faults', a, b, { delay: milliseconds }),
  cut: (a, b, how = 'silent') => ask('faults', a, b, { cut: how }),
  heal: (a, b) => ask('faults', a, b, {}),
};

export const processes = {
  start: (name) => ask('start', name),
  stop: (name) => ask('stop', name),
  kill: (name) => ask('kill', name),
};

/**
 * A reporter of `node:test`: tells the runner how each test without tests within has ended. A test that is skipped,
 * or still to do, is not told of.
 */
export default async function* report(events) {
  const names = [];
  // The nesting of the test that has ended before.
  let before = 0;
  for await (const { type, data } of events) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { error, duration_ms: duration } = data.details;
    const within = data.details.type === 'suite' || before > data.nesting;
    before = data.nesting;
    const passed = type === 'test:pass';
    if ((within && (passed || error.failureType === 'subtestsFailed')) || data.skip !== undefined || data.todo !== undefined) continue;
    const name = names.slice(0, data.nesting + 1);
    const exchange = exchangeOf(name);
    const why = passed ? {} : { ...reasonsOf(error.cause ?? error), ...(exchange && { exchange }) };
    await ask('report', { name: name.join(' › '), passed, ...why, duration });
  }
}

/** Assertions that want one value and have got another. */
const COMPARING = new Set(['==', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'partialDeepStrictEqual', 'match']);

/** The reasons of a failure. An assertion's message says what is wrong; of another error its name helps. */
function reasonsOf(error) {
  if (!(error instanceof Error)) return { message: inspect(error) };
  const { code, operator, expected, actual } = error;
  if (code === 'ERR_TEST_FAILURE') return { message: error.message };
  if (code !== 'ERR_ASSERTION') return { message: String(error) };
  // That `assert.ok` wants a true value is no news.
  if (!COMPARING.has(operator) || (operator === '==' && expected === true)) return { message: error.message };
  return { message: error.message, expected: printed(expected), actual: printed(actual) };
}

const printed = (value) => inspect(value, { depth: 6, maxArrayLength: 50, maxStringLength: 2000 });

/**
 * The requests that tests send, by `fetch` and by `node:http`. A test has the last one that it has sent, or else
 * the last one of the test or suite around it, whose hooks send some.
 */
const running = new AsyncLocalStorage();
/** Names of tests to what is known of each test of that name, in order. */
const tests = new Map();
/** What Node says of a test to what is known of it. */
const known = new WeakMap();
/** Requests that have been sent, by the objects that send them, to their exchanges. */
const exchanges = new WeakMap();
/** How many characters of a body are kept. */
const BODY = 4000;
/** Headers that are left out: of connections, of a clock that is not the check's, and those that fetch always adds. */
const UNTOLD = /^(?:connection:|keep-alive:|date:|accept-language: \*$|sec-fetch-mode:|user-agent: node$|accept-encoding: gzip, deflate$|accept: \*\/\*$)/i;

const { start, end } = tracingChannel('node.test');
start.bindStore(running, (context) => {
  const around = running.getStore();
  const names = [...(around?.names ?? []), context.name];
  const test = { names, around, exchange: undefined };
  known.set(context, test);
  const key = names.join('\n');
  tests.set(key, [...(tests.get(key) ?? []), test]);
  return test;
});
end.subscribe((context) => {
  const test = known.get(context);
  if (test) test.exchange ??= test.around?.exchange;
});

/** The exchange of the next test of this name that is reported. */
function exchangeOf(names) {
  const exchange = tests.get(names.join('\n'))?.shift()?.exchange;
  return exchange && { ...exchange, ...(exchange.response && { response: withText(exchange.response) }), body: textOf(exchange.body) };
}

const withText = (response) => ({ ...response, body: textOf(response.body) });

function textOf(chunks) {
  const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.length > BODY ? `${text.slice(0, BODY)}…` : text;
  } catch {
    return `${bytes.length} bytes that are not text`;
  }
}

/** A list `name, value, name, value` as pairs. */
const pairs = (list) =>
  Array.from({ length: list.length / 2 }, (_, index) => [String(list[2 * index]), String(list[2 * index + 1])]).filter(([name, value]) => !UNTOLD.test(`${name}: ${value}`));

function noteRequest(request, method, url, headers) {
  const exchange = { method, url, headers, body: [] };
  exchanges.set(request, exchange);
  const test = running.getStore();
  if (test) test.exchange = exchange;
}

function noteResponse(request, status, statusText, headers) {
  const exchange = exchanges.get(request);
  if (exchange) exchange.response = { status, statusText, headers, body: [] };
}

function noteError(request, error) {
  const exchange = exchanges.get(request);
  if (exchange && !exchange.response) exchange.error = error.code ? `${error.code}: ${error.message}` : String(error);
}

subscribe('undici:request:create', ({ request }) => {
  const headers = typeof request.headers === 'string' ? request.headers.trim().split('\r\n').flatMap((line) => /^(.*?): ?(.*)$/.exec(line).slice(1)) : request.headers;
  noteRequest(request, request.method, `${request.origin}${request.path}`, pairs(headers));
});
subscribe('undici:request:bodyChunkSent', ({ request, chunk }) => exchanges.get(request)?.body.push(chunk));
subscribe('undici:request:headers', ({ request, response }) => noteResponse(request, response.statusCode, response.statusText, pairs(response.headers)));
subscribe('undici:request:bodyChunkReceived', ({ request, chunk }) => exchanges.get(request)?.response?.body.push(chunk));
subscribe('undici:request:error', ({ request, error }) => noteError(request, error));

subscribe('http.client.request.created', ({ request }) => {
  const { method, protocol, path } = request;
  const headers = Object.entries(request.getHeaders()).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]));
  noteRequest(request, method, `${protocol}//${request.getHeader('host') ?? request.host}${path}`, headers);
  // http itself reports no bodies, neither sent nor received.
  for (const name of ['write', 'end']) {
    const send = request[name];
    request[name] = (chunk, ...rest) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) exchanges.get(request)?.body.push(chunk);
      return send.call(request, chunk, ...rest);
    };
  }
});
subscribe('http.client.response.finish', ({ request, response }) => {
  noteResponse(request, response.statusCode, response.statusMessage, pairs(response.rawHeaders));
  const { push } = response;
  response.push = (chunk, ...rest) => {
    if (chunk !== null) exchanges.get(request)?.response?.body.push(chunk);
    return push.call(response, chunk, ...rest);
  };
});
subscribe('http.client.request.error', ({ request, error }) => noteError(request, error));
