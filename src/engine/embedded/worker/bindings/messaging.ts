/** `internalBinding('messaging')`: message ports under lib/internal/worker/io.js (src/node_messaging.cc). */
import type { BindingContext } from '../binding.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { ProcessToKernel } from '../../protocol/messages.ts';
import type { Cloner } from '../threads/clone.ts';
import { PortState, type WireMessage } from '../threads/port-state.ts';

export interface MessagingContext {
  readonly binding: BindingContext;
  readonly loop: EventLoop;
  readonly symbols: Readonly<Record<string, symbol>>;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** Node's own class. */
  readonly DOMException: typeof DOMException;
  /** Tells the kernel of broadcast channels. */
  post(message: ProcessToKernel): void;
  /** Whether the extension that serializes came along; a program that never names ports or v8 has no need of it. */
  readonly serializes: () => boolean;
  serialization(): { readonly Cloner: typeof Cloner };
}

export interface Messaging {
  readonly binding: object;
  createPort(state: PortState): object;
  /** Takes a port's state out of it: the port is closed here. */
  detach(port: object): PortState;
  /** Something was posted on another channel of the same name. */
  broadcast(channel: number, message: unknown): void;
}

// Taken before Node's library puts its own in their place.
const native = {
  DOMException: globalThis.DOMException,
  structuredClone: globalThis.structuredClone.bind(globalThis),
};

const EMIT = Symbol.for('nodejs.internal.kHybridDispatch');
const RECEIVING_PORTS = Symbol.for('nodejs.internal.kCurrentlyReceivingPorts');

export function createMessaging(context: MessagingContext): Messaging {
  const { loop, symbols } = context;
  const onclose = symbols['handle_onclose'] ?? '';
  const oninit = symbols['oninit'] ?? '';
  let making: PortState | undefined;
  const channels = new Map<number, PortState>();
  let opened = 0;
  let createObject: (info: string) => object = () => ({});

  /** Node's library changes its prototype, so nothing may be inherited here. */
  class MessagePort {
    #state: PortState | undefined;
    /** Between close() and the `close` event, when what had arrived is still delivered. */
    #closing = false;
    #receiving = false;
    #referenced = true;
    #counted = false;

    constructor() {
      if (!making) throw typeError('ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
      this.#state = making;
      making = undefined;
      this.#state.owner = {
        arrived: () => {
          if (this.#receiving && !this.#closing) this.#schedule();
        },
        disconnected: () => this.#disconnected(),
      };
      this.#count();
      const init: unknown = Reflect.get(this, oninit);
      if (typeof init === 'function') init.call(this);
      if (this.#state.ended) this.#disconnected();
    }

    static stateOf(object: object): PortState | null | undefined {
      return #state in object ? (object.#closing ? null : (object.#state ?? null)) : undefined;
    }

    /** @throws TypeError in V8's words when a method is called on anything else. */
    static #check(port: MessagePort): MessagePort {
      if (!(#state in port)) throw new TypeError('Illegal invocation');
      return port;
    }

    static detach(port: MessagePort): PortState {
      const state = port.#leave();
      if (!state) throw new Error('This port has been transferred');
      loop.deferClose(() => port.#closed());
      return state;
    }

    /** The value of the next message; the symbol `no_message_symbol` when there is none. */
    static take(port: MessagePort, any: boolean): unknown {
      const message = port.#state && (any || port.#receiving) ? port.#state.queue.shift() : undefined;
      return message ? cloner().read(message).value : symbols['no_message_symbol'];
    }

    static drain(port: MessagePort): void {
      while (port.#state && port.#state.queue.length > 0) port.#emit();
    }

    static stop(port: MessagePort): void {
      port.#receiving = false;
    }

    static waits(port: MessagePort): boolean {
      return (port.#state?.queue.length ?? 0) > 0;
    }

    postMessage(...args: readonly unknown[]): boolean | undefined {
      const [value, options] = args;
      if (args.length === 0) throw typeError('ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
      const list = transferListOf(options);
      const state = MessagePort.#check(this).#closing ? undefined : this.#state;
      const message = cloner().write(value, list, state);
      // While the stack unwinds after process.exit(), Node's library may try to tell of an error.
      if (!state || loop.stopped) return undefined;
      state.post(message);
      return true;
    }

    start(): void {
      const state = MessagePort.#check(this).#state;
      if (!state || this.#receiving) return;
      this.#receiving = true;
      for (let waiting = state.queue.length; waiting > 0; waiting -= 1) this.#schedule();
    }

    close(): void {
      if (!MessagePort.#check(this).#state || this.#closing) return;
      this.#closing = true;
      loop.deferClose(() => {
        this.#leave()?.close();
        this.#closed();
      });
    }

    ref(): void {
      MessagePort.#check(this).#referenced = true;
      this.#count();
    }

    unref(): void {
      MessagePort.#check(this).#referenced = false;
      this.#count();
    }

    hasRef(): boolean | undefined {
      return MessagePort.#check(this).#state ? this.#referenced : undefined;
    }

    /** Closes this port, as the other side is closed. */
    #disconnected(): void {
      // What has arrived is still delivered before the port closes.
      if (this.#receiving && this.#state && this.#state.queue.length > 0) this.#later(() => this.#disconnected());
      else this.#later(() => this.close());
    }

    #schedule(): void {
      this.#later(() => {
        if (this.#receiving) this.#emit();
      });
    }

    /** Runs the callback later. An unreferenced port does not keep alive a process that has nothing else to do. */
    #later(callback: () => void): void {
      if (this.#referenced || loop.alive) loop.defer(callback);
      else loop.afterReal(0, () => loop.defer(callback));
    }

    #emit(): void {
      const message = this.#state?.queue.shift();
      if (!message) return;
      let type = 'message';
      let value: unknown;
      let ports: readonly object[] = [];
      try {
        ({ value, ports } = cloner().read(message));
      } catch (error) {
        type = 'messageerror';
        value = error;
      }
      const dispatch: unknown = Reflect.get(this, EMIT);
      if (typeof dispatch !== 'function') return;
      Reflect.set(this, RECEIVING_PORTS, ports);
      try {
        dispatch.call(this, value, type, undefined);
      } finally {
        Reflect.set(this, RECEIVING_PORTS, undefined);
      }
    }

    #leave(): PortState | undefined {
      const state = this.#state;
      this.#state = undefined;
      if (state) state.owner = undefined;
      this.#count();
      return state;
    }

    #closed(): void {
      const listener: unknown = Reflect.get(this, onclose);
      if (typeof listener === 'function') listener.call(this);
    }

    #count(): void {
      const counts = this.#referenced && this.#state !== undefined;
      if (counts === this.#counted) return;
      this.#counted = counts;
      if (counts) loop.addHandle();
      else loop.removeHandle();
    }
  }

  const typeError = (code: string, message: string): TypeError => Object.assign(new TypeError(message), { code });

  /** The second argument of postMessage: a list, or an object with one. */
  function transferListOf(options: unknown): readonly object[] {
    if (options === undefined || options === null) return [];
    if (typeof options !== 'object')
      throw typeError('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
    const list: unknown = Symbol.iterator in options ? options : (options as { transfer?: unknown }).transfer;
    if (list === undefined || list === null) return [];
    if (typeof list !== 'object' || !(Symbol.iterator in list))
      throw typeError('ERR_INVALID_ARG_TYPE', 'Optional options.transfer argument must be an iterable');
    return [...(list as Iterable<object>)];
  }

  const createPort = (state: PortState): MessagePort => {
    context.binding.require('internal/worker/io');
    making = state;
    return new MessagePort();
  };

  let made: Cloner | undefined;
  const cloner = (): Cloner =>
    (made ??= new (context.serialization().Cloner)({
      binding: context.binding,
      symbols,
      privateSymbols: context.privateSymbols,
      stateOf: (object) => MessagePort.stateOf(object),
      detach: (object) => MessagePort.detach(object as MessagePort),
      createPort,
      createObject: (info) => createObject(info),
      NativeDOMException: native.DOMException,
      structuredClone: native.structuredClone,
    }));

  class MessageChannel {
    readonly port1: MessagePort;
    readonly port2: MessagePort;

    constructor() {
      const [one, two] = PortState.pair();
      this.port1 = createPort(one);
      this.port2 = createPort(two);
    }
  }

  function broadcastChannel(name: string): MessagePort {
    const channel = (opened += 1);
    const state = PortState.broadcast({
      postMessage: (message) => context.post({ type: 'broadcast', channel, message }),
      close: () => {
        channels.delete(channel);
        context.post({ type: 'channel', channel });
      },
    });
    channels.set(channel, state);
    context.post({ type: 'channel', channel, name });
    return createPort(state);
  }

  const binding = {
    DOMException: context.DOMException,
    MessageChannel,
    MessagePort,
    exposeLazyDOMExceptionProperty(target: object): void {
      Object.defineProperty(target, 'DOMException', {
        value: context.DOMException,
        writable: true,
        configurable: true,
        enumerable: false,
      });
    },
    structuredClone(value: unknown, options?: { transfer?: object[] }): unknown {
      const transfer = [...(options?.transfer ?? [])];
      if (transfer.length > 0 || context.serializes()) return cloner().clone(value, transfer);
      try {
        return native.structuredClone(value);
      } catch (error) {
        if (!(error instanceof native.DOMException)) throw error;
        throw new context.DOMException(error.message.replace(/^Failed to execute '\w+' on '\w+': /, ''), error.name);
      }
    },
    stopMessagePort: (port: MessagePort) => MessagePort.stop(port),
    drainMessagePort: (port: MessagePort) => MessagePort.drain(port),
    checkMessagePort: (port: MessagePort) => MessagePort.waits(port),
    receiveMessageOnPort(port: unknown): unknown {
      if (typeof port !== 'object' || port === null || MessagePort.stateOf(port) === undefined) {
        throw typeError('ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
      }
      return MessagePort.take(port as MessagePort, true);
    },
    moveMessagePortToContext: (port: MessagePort) => port,
    setDeserializerCreateObjectFunction(create: (info: string) => object): void {
      createObject = create;
    },
    broadcastChannel,
  };
  return {
    binding,
    createPort,
    detach: (port) => MessagePort.detach(port as MessagePort),
    broadcast: (channel, message) => channels.get(channel)?.receiveWire(message as WireMessage),
  };
}
