/**
 * Values into messages and back: structured cloning as Node does it (src/node_messaging.cc), with ports and
 * with the objects of Node's library that say how they are cloned (lib/internal/worker/js_transferable.js).
 */
import type { BindingContext } from '../binding.ts';
import { ValueReader } from '../serialization/reader.ts';
import { ValueWriter } from '../serialization/writer.ts';
import { HandleImages, type HandleImage } from './handle-images.ts';
import { isInside } from './inside.ts';
import type { Message, PortState } from './port-state.ts';

type TypeTests = Readonly<Record<string, (value: unknown) => boolean>>;

export interface CloneContext {
  readonly binding: BindingContext;
  readonly symbols: Readonly<Record<string, symbol>>;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** A port's state; null when the port is closed or gone, undefined when the object is no port. */
  stateOf(object: object): PortState | null | undefined;
  /** Takes the state out of a port that is transferred. */
  detach(object: object): PortState;
  /** A port for a state that has arrived. */
  createPort(state: PortState): object;
  createObject(info: string): object;
  /** The browser's own structuredClone, and the class of its errors. */
  readonly NativeDOMException: typeof DOMException;
  structuredClone<Value>(value: Value, options?: StructuredSerializeOptions): Value;
}

interface Cloneable {
  readonly data: unknown;
  readonly deserializeInfo: string;
}

const Host = { port: 0, library: 1, handle: 2 } as const;
/** src/node_messaging.h, TransferMode */
const TRANSFERABLE = 1;
const CLONEABLE = 2;

const isolated = globalThis.crossOriginIsolated;
const shareless =
  'A SharedArrayBuffer could not be cloned: this page is not cross-origin isolated, and browsers share memory between threads only where it is. Send copies, or transfer an ArrayBuffer.';

export class Cloner {
  readonly #context: CloneContext;
  readonly #images: HandleImages;
  readonly #DOMException: typeof DOMException;

  constructor(context: CloneContext) {
    this.#context = context;
    this.#images = new HandleImages(context.binding);
    this.#DOMException = context.binding.internalBinding('messaging')['DOMException'] as typeof DOMException;
  }

  /** `structuredClone()` @throws as `write` does */
  clone(value: unknown, transferList: readonly object[]): unknown {
    // The browser's own is faster. Values that it refuses, and objects of Node's, which it does not know, are written
    // and read here, for Node's errors and results.
    if (transferList.length === 0 && !isInside(value, (object) => this.#isHost(object))) {
      try {
        return this.#context.structuredClone(value);
      } catch (error) {
        if (!(error instanceof this.#context.NativeDOMException)) throw error;
      }
    }
    return this.read(this.write(value, transferList, 'same thread')).value;
  }

  /**
   * @param source the port that the message is posted on, which cannot be sent over itself; or 'same thread' for a copy
   *   that stays in this thread
   * @throws DataCloneError and the errors of Node's transfer lists; nothing has been transferred then
   */
  write(value: unknown, transferList: readonly object[] = [], source?: PortState | 'same thread'): Message {
    const { stateOf, detach, binding, symbols, privateSymbols } = this.#context;
    const types = binding.internalBinding('types') as unknown as TypeTests;
    const buffers: ArrayBuffer[] = [];
    const ports: object[] = [];
    const listed = new Set<object>();
    const shared: SharedArrayBuffer[] = [];
    const handles: HandleImage[] = [];
    for (const entry of transferList) {
      if (typeof entry !== 'object' || entry === null) throw this.#error('Found invalid value in transferList.');
      if (Object.hasOwn(entry, privateSymbols['untransferable_object_private_symbol'] ?? ''))
        throw this.#error(UNTRANSFERABLE);
      const kind = types['isArrayBuffer']?.(entry)
        ? 'ArrayBuffer'
        : stateOf(entry) === undefined
          ? 'host object'
          : 'MessagePort';
      if (listed.has(entry)) throw this.#error(`Transfer list contains duplicate ${kind}`);
      listed.add(entry);
      if (kind === 'ArrayBuffer') {
        if ((entry as ArrayBuffer & { detached?: boolean }).detached) throw this.#error(UNTRANSFERABLE);
        buffers.push(entry as ArrayBuffer);
      } else if (kind === 'MessagePort') {
        const state = stateOf(entry);
        if (state === null) throw this.#error('MessagePort in transfer list is already detached');
        if (state === source) throw this.#error('Transfer list contains source port');
        ports.push(entry);
      } else if ((this.#mode(entry) ?? 0) & TRANSFERABLE) continue;
      else throw this.#error('Found invalid value in transferList.');
    }

    const writer: ValueWriter = new ValueWriter(types, {
      isHostObject: (object) => this.#isHost(object),
      writeHostObject: (object) => {
        if (stateOf(object) !== undefined) {
          const index = ports.indexOf(object);
          if (index < 0) throw this.#error(NOT_LISTED);
          writer.uint32(Host.port);
          writer.uint32(index);
          return;
        }
        const image = this.#images.of(object);
        if (image) {
          writer.uint32(Host.handle);
          writer.uint32(handles.push(image) - 1);
          return;
        }
        const mode = this.#mode(object) ?? 0;
        const how =
          listed.has(object) && mode & TRANSFERABLE
            ? symbols['messaging_transfer_symbol']
            : mode & CLONEABLE
              ? symbols['messaging_clone_symbol']
              : undefined;
        const make: unknown = how && Reflect.get(object, how);
        if (typeof make !== 'function') {
          if (mode & TRANSFERABLE) throw this.#error(NOT_LISTED);
          throw this.#error('Cannot clone object of unsupported type.');
        }
        // A stream makes the ports that it is sent by when it is asked for them.
        const inner: unknown = listed.has(object)
          ? Reflect.get(object, symbols['messaging_transfer_list_symbol'] ?? '')
          : undefined;
        if (typeof inner === 'function') {
          for (const each of inner.call(object) as object[]) {
            if (stateOf(each)) ports.push(each);
            else listed.add(each);
          }
        }
        const { data, deserializeInfo } = make.call(object) as Cloneable;
        writer.uint32(Host.library);
        writer.value(deserializeInfo);
        writer.value(data);
      },
      cloneError: (message) => this.#error(message),
      sharedBuffer: (buffer) => {
        if (!isolated && source !== 'same thread') throw this.#error(shareless);
        if (!shared.includes(buffer)) shared.push(buffer);
        return shared.indexOf(buffer);
      },
    });
    buffers.forEach((buffer, index) => writer.transfer(index, buffer));
    writer.header();
    writer.value(value);
    return {
      bytes: writer.release(),
      buffers: buffers.map((buffer) => this.#context.structuredClone(buffer, { transfer: [buffer] })),
      shared,
      handles,
      ports: ports.map((port) => detach(port)),
    };
  }

  /** @returns the value, and the ports that came along for `event.ports`. */
  read(message: Message): { readonly value: unknown; readonly ports: readonly object[] } {
    const { createPort, createObject, symbols } = this.#context;
    const ports = message.ports.map((state) => createPort(state));
    const reader: ValueReader = new ValueReader(message.bytes, {
      readHostObject: () => {
        const kind = reader.uint32();
        if (kind === Host.port) return ports[reader.uint32()] ?? {};
        if (kind === Host.handle) return this.#images.restore(message.handles[reader.uint32()] as HandleImage);
        const object = createObject(String(reader.value()));
        const fill: unknown = Reflect.get(object, symbols['messaging_deserialize_symbol'] ?? '');
        const data = reader.value();
        if (typeof fill === 'function') fill.call(object, data);
        return object;
      },
      sharedBuffer: (id) => message.shared[id] as SharedArrayBuffer,
    });
    message.buffers.forEach((buffer, index) => reader.transfer(index, buffer));
    reader.header();
    return { value: reader.value(), ports };
  }

  #error(message: string): DOMException {
    return new this.#DOMException(message, 'DataCloneError');
  }

  /** Whether the object is Node's own, or marked by it. */
  #isHost(object: object): boolean {
    return (
      this.#context.stateOf(object) !== undefined || this.#mode(object) !== undefined || this.#images.isHandle(object)
    );
  }

  /** How an object of Node's library may be sent; undefined for ordinary objects. */
  #mode(object: object): number | undefined {
    const symbol = this.#context.privateSymbols['transfer_mode_private_symbol'] ?? '';
    return Object.hasOwn(object, symbol) ? Number(Reflect.get(object, symbol)) : undefined;
  }
}

const UNTRANSFERABLE = 'Cannot transfer object of unsupported type.';
const NOT_LISTED = 'Object that needs transfer was found in message but not listed in transferList';
