import { createServer } from 'node:net';
import { Channels } from './channels.js';
import { commands } from './commands.js';
import { callFunction } from './functions.js';
import { CommandReader, OK, Push, RedisError, encode } from './resp.js';
import { Store } from './store.js';

const BACKLOG = 1024 * 1024; // bytes that may wait for a client that does not read
const MOST_CHANNELS = 100;

/** An error of Redis's is an answer; another one is our mistake. */
function answerOf(run) {
  try {
    return run();
  } catch (error) {
    if (error instanceof RedisError) return error;
    throw error;
  }
}

/** The function of a command; an error when there is none, or the words do not fit. */
function find(name, args) {
  if (!Object.hasOwn(commands, name)) {
    throw new RedisError(`ERR unknown command '${name.slice(0, 40)}'`);
  }
  const [arity, run] = commands[name];
  const given = args.length + 1;
  if (arity < 0 ? given < -arity : given !== arity) {
    throw new RedisError(
      `ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  return run;
}

/** What one client says, one command after the other. */
class Connection {
  #queue = null; // after MULTI
  #refused = false; // has one of them not been queued?
  #heard = new Set();

  constructor(socket, store, channels) {
    Object.assign(this, { socket, store, channels });
  }

  answer([word = '', ...args]) {
    const name = word.toUpperCase();
    if (name === 'HELLO') return this.#send(hello(args[0]));
    if (name === 'MULTI') return this.#send(this.#multi());
    if (name === 'EXEC') return this.#send(this.#exec());
    if (name === 'SUBSCRIBE') return args.forEach(this.#subscribe);
    if (name === 'UNSUBSCRIBE') return args.forEach(this.#leave);
    return this.#send(this.#queue ? this.#enqueue(name, args) : this.#run(name, args));
  }

  /** Runs a command to its end before the next one, of whichever client. */
  #run(name, args) {
    const [channel, message] = args;
    if (name === 'PUBLISH' && args.length === 2) {
      return this.channels.publish(channel, message);
    }
    const call = (command, ...words) =>
      find(command, words)(this.store, ...words.map(String));
    return answerOf(() =>
      name === 'FCALL' ? callFunction(call, ...args) : call(name, ...args));
  }

  #multi() {
    if (this.#queue) return new RedisError('ERR MULTI calls can not be nested');
    this.#queue = [];
    this.#refused = false;
    return OK;
  }

  /** What cannot run is refused at once, and then EXEC runs none. */
  #enqueue(name, args) {
    const answer = answerOf(() => {
      if (this.#queue.length >= 1000) throw new RedisError('ERR too many');
      if (!['PUBLISH', 'FCALL'].includes(name)) find(name, args);
      this.#queue.push([name, args]);
      return { simple: 'QUEUED' };
    });
    this.#refused ||= answer instanceof RedisError;
    return answer;
  }

  /** All of them, with nobody in between. One that fails does not undo the others. */
  #exec() {
    if (!this.#queue) return new RedisError('ERR EXEC without MULTI');
    const queue = this.#queue;
    this.#queue = null;
    if (this.#refused) {
      return new RedisError(
        'EXECABORT Transaction discarded because of previous errors.');
    }
    return queue.map(([name, args]) => this.#run(name, args));
  }

  #subscribe = (channel) => {
    if (this.#heard.size >= MOST_CHANNELS) return this.socket.destroy();
    this.channels.add(channel, this.#push);
    this.#heard.add(channel);
    this.#push(['subscribe', channel, this.#heard.size]);
  };

  #leave = (channel) => {
    this.channels.remove(channel, this.#push);
    this.#heard.delete(channel);
    this.#push(['unsubscribe', channel, this.#heard.size]);
  };

  #push = (items) => this.#send(new Push(items));
  #send(value) {
    if (this.socket.writableLength > BACKLOG) this.socket.destroy();
    else this.socket.write(encode(value));
  }

  close() {
    for (const channel of this.#heard) this.channels.remove(channel, this.#push);
  }
}

function hello(version) {
  if (version !== '3') return new RedisError('NOPROTO this server speaks RESP 3');
  return new Map([['server', 'mini'], ['version', '0.1.0'], ['proto', 3]]);
}

export function listen(port) {
  const store = new Store();
  const channels = new Channels();
  setInterval(() => store.sweep(), 60_000).unref(); // must not keep it alive
  const server = createServer({ noDelay: true }, (socket) => {
    const reader = new CommandReader();
    const connection = new Connection(socket, store, channels);
    socket.on('error', () => {}); // a client that is gone; 'close' follows
    socket.on('close', () => connection.close());
    socket.on('data', (chunk) => {
      try {
        for (const words of reader.read(chunk)) connection.answer(words);
      } catch (error) {
        if (!(error instanceof RedisError)) throw error;
        socket.end(encode(error)); // not RESP: nothing after it can be read
      }
    });
  });
  return server.listen(port);
}
