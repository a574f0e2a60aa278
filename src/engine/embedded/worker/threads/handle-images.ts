/**
 * Objects of bindings in messages: those that C++ clones as BaseObjects (src/base_object.h, TransferMode). An image
 * holds enough of an object to make one like it where the message arrives. Block lists and histograms are copied as
 * they are when they are sent; in Node all threads share one.
 */
import type { BindingContext } from '../binding.ts';

/** An image, whose data is anything that the browser clones by itself. */
export interface HandleImage {
  readonly kind: Kind;
  readonly data: unknown;
}

type Kind = 'blob' | 'address' | 'block list' | 'histogram' | 'key';

interface AddressDetail {
  readonly address: string;
  readonly port: number;
  readonly family: number;
  readonly flowlabel: number;
}

interface KeyImage {
  readonly type: number;
  /** The bytes of a secret key, or another key in DER. */
  readonly bytes: Uint8Array;
  /** What a CryptoKey has besides; undefined for a KeyObject. */
  readonly crypto: { readonly extractable: boolean; readonly algorithm: object; readonly usages: number } | undefined;
}

interface SocketAddress {
  detail(target: object): AddressDetail;
}

interface BlockList {
  getRules(): readonly string[];
  addAddress(address: SocketAddress): void;
  addRange(start: SocketAddress, end: SocketAddress): void;
  addSubnet(network: SocketAddress, prefix: number): void;
}

interface KeyHandle {
  init(type: number, bytes: Uint8Array, format: number, encoding: number): void;
  export(format: number, encoding: number): Uint8Array;
}

const KEY_CLASS = /^(?:(?:Secret|Public|Private)KeyObject|CryptoKey)$/;

export class HandleImages {
  readonly #context: BindingContext;
  readonly #classes: readonly (readonly [kind: Kind, made: new () => object])[];

  constructor(context: BindingContext) {
    this.#context = context;
    this.#classes = [
      ['blob', this.#class('blob', 'BlobHandle')],
      ['address', this.#class('block_list', 'SocketAddress')],
      ['block list', this.#class('block_list', 'BlockList')],
      ['histogram', this.#class('performance', 'Histogram')],
    ];
  }

  isHandle(object: object): boolean {
    return this.#kindOf(object) !== undefined;
  }

  of(object: object): HandleImage | undefined {
    const kind = this.#kindOf(object);
    return kind && { kind, data: this.#data(kind, object) };
  }

  restore({ kind, data }: HandleImage): object {
    switch (kind) {
      case 'blob':
        return (this.#binding('blob') as unknown as { createBlob(sources: readonly unknown[]): object }).createBlob([
          data,
        ]);
      case 'address': {
        const { address, port, family, flowlabel } = data as AddressDetail;
        return this.#address(address, family, port, flowlabel);
      }
      case 'block list':
        return this.#blockList(data as readonly string[]);
      case 'histogram':
        return Object.assign(new (this.#class('performance', 'Histogram'))(), { values: data });
      case 'key':
        return this.#key(data as KeyImage);
    }
  }

  #binding(name: string): Record<string, unknown> {
    return this.#context.internalBinding(name);
  }

  #class<Made extends object>(binding: string, name: string): new (...args: unknown[]) => Made {
    return this.#binding(binding)[name] as new (...args: unknown[]) => Made;
  }

  #kindOf(object: object): Kind | undefined {
    for (const [kind, made] of this.#classes) if (object instanceof made) return kind;
    return KEY_CLASS.test(object.constructor?.name) && this.#keySlots(object) ? 'key' : undefined;
  }

  #data(kind: Kind, object: object): unknown {
    switch (kind) {
      case 'blob': {
        const { bytes } = object as { bytes: Uint8Array };
        return bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
      }
      case 'address':
        return (object as SocketAddress).detail({});
      case 'block list':
        return (object as BlockList).getRules();
      case 'histogram':
        return [...(object as { values: number[] }).values];
      case 'key': {
        const [type, handle, crypto] = this.#keySlots(object) as [number, KeyHandle, KeyImage['crypto']];
        return { type, bytes: new Uint8Array(handle.export(...this.#derOf(type))), crypto } satisfies KeyImage;
      }
    }
  }

  /** The parts of a key; undefined for an object that only has the class name of one. */
  #keySlots(object: object): readonly [type: number, handle: KeyHandle, crypto: KeyImage['crypto']] | undefined {
    const { getKeyObjectSlots, getCryptoKeySlots } = this.#binding('crypto') as {
      getKeyObjectSlots(key: object): [type: number, handle: KeyHandle];
      getCryptoKeySlots(
        key: object,
      ): [type: number, extractable: boolean, algorithm: object, usages: number, handle: KeyHandle];
    };
    try {
      if (object.constructor.name !== 'CryptoKey') return [...getKeyObjectSlots(object), undefined];
      const [type, extractable, algorithm, usages, handle] = getCryptoKeySlots(object);
      return [type, handle, { extractable, algorithm, usages }];
    } catch {
      return undefined;
    }
  }

  /** Format and encoding for a key of this type. */
  #derOf(type: number): [format: number, encoding: number] {
    const { kKeyFormatDER, kKeyTypePrivate, kKeyEncodingPKCS8, kKeyEncodingSPKI } = this.#binding('crypto') as Record<
      string,
      number
    >;
    return [kKeyFormatDER, type === kKeyTypePrivate ? kKeyEncodingPKCS8 : kKeyEncodingSPKI] as [number, number];
  }

  #key({ type, bytes, crypto }: KeyImage): object {
    const handle = new (this.#class<KeyHandle>('crypto', 'KeyObjectHandle'))();
    handle.init(type, bytes, ...this.#derOf(type));
    const classes = this.#context.require('internal/crypto/keys') as Record<string, new (...args: unknown[]) => object>;
    const { kKeyTypeSecret, kKeyTypePublic } = this.#binding('crypto');
    const name = crypto
      ? 'InternalCryptoKey'
      : type === kKeyTypeSecret
        ? 'SecretKeyObject'
        : type === kKeyTypePublic
          ? 'PublicKeyObject'
          : 'PrivateKeyObject';
    return new (classes[name] as new (...args: unknown[]) => object)(
      handle,
      ...(crypto ? [crypto.algorithm, crypto.usages, crypto.extractable] : []),
    );
  }

  #address(address: string, family: number, port = 0, flowlabel = 0): SocketAddress {
    return new (this.#class<SocketAddress>('block_list', 'SocketAddress'))(address, port, family, flowlabel);
  }

  /** Makes a block list from the texts of its rules, of which the newest comes first. */
  #blockList(rules: readonly string[]): BlockList {
    const { AF_INET, AF_INET6 } = this.#binding('block_list') as Record<string, number>;
    const list = new (this.#class<BlockList>('block_list', 'BlockList'))();
    for (const rule of [...rules].reverse()) {
      const [, kind, version, first = '', last = ''] = /^(\w+): (IPv[46]) ([^-/]+)[-/]?(.*)$/.exec(rule) ?? [];
      const address = (text: string) => this.#address(text, (version === 'IPv6' ? AF_INET6 : AF_INET) as number);
      if (kind === 'Range') list.addRange(address(first), address(last));
      else if (kind === 'Subnet') list.addSubnet(address(first), Number(last));
      else list.addAddress(address(first));
    }
    return list;
  }
}
