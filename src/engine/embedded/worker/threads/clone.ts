/**
 * Values into messages and back: structured cloning as Node does it (src/node_messaging.cc), with ports and
 * with the objects of Node's library that say how they are cloned (lib/internal/worker/js_transferable.js).
 */
import type { BindingContext } from '../binding.ts';
import { ValueReader } from '../serialization/reader.ts';
import { ValueWriter } from '../serialization/writer.ts';
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
  /** The browser's own transfer: the same bytes in another buffer, the given one detached. */
  transfer(buffer: ArrayBuffer): ArrayBuffer;
}

interface Cloneable {
  readonly data: unknown;
  readonly deserializeInfo: string;
}

const Host = { port: 0, library: 1 } as const;
/** src/node_messaging.h, TransferMode */
const TRANSFERABLE = 1;
const CLONEABLE = 2;

const NativeDOMException = globalThis.DOMException;
const isolated = globalThis.crossOriginIsolated;
const shareless =
  'A SharedArrayBuffer could not be cloned: this page is not cross-origin isolated, and browsers share memory between threads only where it is. Send copies, or transfer an ArrayBuffer.';

export const dataCloneError = (message: string): DOMException => new NativeDOMException(message, 'DataCloneError');

export class Cloner {
  readonly #context: CloneContext;

  constructor(context: CloneContext) {
    this.#context = context;
  }

  /**
   * @param source the port it is posted on, which cannot be sent over itself.
   * @throws DataCloneError and the errors of Node's transfer lists; nothing has been transferred then.
   */
  write(value: unknown, transferList: readonly object[] = [], source?: PortState): Message {
    const { stateOf, detach, binding, symbols } = this.#context;
    const types = binding.internalBinding('types') as unknown as TypeTests;
    const buffers: ArrayBuffer[] = [];
    const ports: object[] = [];
    const listed = new Set<object>();
    const shared: SharedArrayBuffer[] = [];
    for (const entry of transferList) {
      if (typeof entry !== 'object' || entry === null) throw dataCloneError('Found invalid value in transferList.');
      const kind = types['isArrayBuffer']?.(entry) ? 'ArrayBuffer' : stateOf(entry) === undefined ? 'host object' : 'MessagePort';
      if (listed.has(entry)) throw dataCloneError(`Transfer list contains duplicate ${kind}`);
      listed.add(entry);
      if (kind === 'ArrayBuffer') {
        if ((entry as ArrayBuffer & { detached?: boolean }).detached) throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
        buffers.push(entry as ArrayBuffer);
      } else if (kind === 'MessagePort') {
        const state = stateOf(entry);
        if (state === null) throw dataCloneError('MessagePort in transfer list is already detached');
        if (state === source) throw dataCloneError('Transfer list contains source port');
        ports.push(entry);
      } else if ((this.#mode(entry) ?? 0) & TRANSFERABLE) continue;
      else throw dataCloneError('Found invalid value in transferList.');
    }

    const writer: ValueWriter = new ValueWriter(types, {
      isHostObject: (object) => stateOf(object) !== undefined || this.#mode(object) !== undefined,
      writeHostObject: (object) => {
        if (stateOf(object) !== undefined) {
          const index = ports.indexOf(object);
          if (index < 0) throw dataCloneError(NOT_LISTED);
          writer.uint32(Host.port);
          writer.uint32(index);
          return;
        }
        const mode = this.#mode(object) ?? 0;
        const how = listed.has(object) && mode & TRANSFERABLE ? symbols['messaging_transfer_symbol'] : mode & CLONEABLE ? symbols['messaging_clone_symbol'] : undefined;
        const make: unknown = how && Reflect.get(object, how);
        if (typeof make !== 'function') {
          if (mode & TRANSFERABLE) throw dataCloneError(NOT_LISTED);
          throw dataCloneError(`${describeHost(object)} could not be cloned.`);
        }
        const { data, deserializeInfo } = make.call(object) as Cloneable;
        const inner: unknown = listed.has(object) ? Reflect.get(object, symbols['messaging_transfer_list_symbol'] ?? '') : undefined;
        if (typeof inner === 'function') {
          for (const each of inner.call(object) as object[]) {
            if (stateOf(each)) ports.push(each);
          }
        }
        writer.uint32(Host.library);
        writer.value(deserializeInfo);
        writer.value(data);
      },
      cloneError: dataCloneError,
      sharedBuffer: (buffer) => {
        if (!isolated) throw dataCloneError(shareless);
        if (!shared.includes(buffer)) shared.push(buffer);
        return shared.indexOf(buffer);
      },
    });
    buffers.forEach((buffer, index) => writer.transfer(index, buffer));
    writer.header();
    writer.value(value);
    return {
      bytes: writer.release(),
      buffers: buffers.map((buffer) => this.#context.transfer(buffer)),
      shared,
      ports: ports.map((port) => detach(port)),
    };
  }

  /** @returns the value, and the ports that came along for `event.ports`. */
  read(message: Message): { readonly value: unknown; readonly ports: readonly object[] } {
    const { createPort, createObject, symbols } = this.#context;
    const ports = message.ports.map((state) => createPort(state));
    const reader: ValueReader = new ValueReader(message.bytes, {
      readHostObject: () => {
        if (reader.uint32() === Host.port) return ports[reader.uint32()] ?? {};
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

  /** How an object of Node's library may be sent; undefined for ordinary objects. */
  #mode(object: object): number | undefined {
    const symbol = this.#context.privateSymbols['transfer_mode_private_symbol'] ?? '';
    return Object.hasOwn(object, symbol) ? Number(Reflect.get(object, symbol)) : undefined;
  }
}

const NOT_LISTED = 'Object that needs transfer was found in message but not listed in transferList';
const describeHost = (object: object): string => `#<${object.constructor?.name || 'Object'}>`;
