/** Ed25519 and X25519 keys (RFC 8410 for DER, RFC 8037 for JSON Web Keys). */
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import type { HashAlgorithm } from './hash-algorithms.ts';
import {
  KeyBase,
  type KeyTools,
  type SignatureOptions,
  invalidJwk,
  invalidRawKey,
  jwkBytes,
  noPrivateMaterial,
  notSupportedForKey,
} from './asymmetric-key.ts';
import { writeOctets, writeOid, writeSequence } from './der.ts';
import { opensslError } from './errors.ts';
import { equalBytes, randomBytes } from './support.ts';

export type OkpKind = 'ed25519' | 'x25519';

export const okpOids: Record<string, OkpKind> = { '1.3.101.110': 'x25519', '1.3.101.112': 'ed25519' };
const curveNames = { ed25519: 'Ed25519', x25519: 'X25519' };
const length = 32;

const derivationFailed = (): Error =>
  opensslError('1C8000A4', 'Provider routines', 'failed during derivation', 'ERR_OSSL_FAILED_DURING_DERIVATION');

export class OkpKey extends KeyBase {
  readonly kind: OkpKind;
  readonly #public: Uint8Array;
  readonly #private: Uint8Array | undefined;

  /** Needs one of the two keys; the public one is computed from the private one. */
  constructor(tools: KeyTools, kind: OkpKind, publicKey?: Uint8Array, privateKey?: Uint8Array) {
    super(tools);
    this.kind = kind;
    this.#private = privateKey?.slice();
    const curve = kind === 'ed25519' ? ed25519 : x25519;
    this.#public = privateKey ? curve.getPublicKey(privateKey) : publicKey!.slice();
  }

  static generate(tools: KeyTools, kind: OkpKind): OkpKey {
    return new OkpKey(tools, kind, undefined, randomBytes(length));
  }

  /** Raw bytes of a public or private key. */
  static fromRaw(tools: KeyTools, kind: OkpKind, isPrivate: boolean, bytes: Uint8Array): OkpKey {
    if (bytes.length !== length) throw invalidRawKey();
    return isPrivate ? new OkpKey(tools, kind, undefined, bytes) : new OkpKey(tools, kind, bytes);
  }

  static fromJwk(tools: KeyTools, jwk: Record<string, unknown>, isPrivate: boolean): OkpKey {
    const kind = Object.entries(curveNames).find(([, name]) => name === jwk['crv'])?.[0];
    const x = jwkBytes(tools.support, jwk['x']);
    const d = jwkBytes(tools.support, jwk['d']);
    // As in Node, x has to be there and is not looked at where there is d.
    const deciding = jwk['d'] === undefined ? x : d;
    if (kind === undefined || x === undefined || deciding?.length !== length) {
      throw invalidJwk('Invalid JWK OKP key');
    }
    if (jwk['d'] === undefined) {
      if (isPrivate) throw noPrivateMaterial();
      return new OkpKey(tools, kind as OkpKind, x);
    }
    const key = new OkpKey(tools, kind as OkpKind, undefined, d);
    return isPrivate ? key : key.toPublic();
  }

  get isPrivate(): boolean {
    return this.#private !== undefined;
  }

  toPublic(): OkpKey {
    return new OkpKey(this.tools, this.kind, this.#public);
  }

  exportJwk(target: Record<string, unknown>): void {
    target['crv'] = curveNames[this.kind];
    if (this.#private) target['d'] = this.base64url(this.#private);
    target['x'] = this.base64url(this.#public);
    target['kty'] = 'OKP';
  }

  protected algorithm(): Uint8Array {
    const oid = Object.keys(okpOids).find((key) => okpOids[key] === this.kind)!;
    return writeSequence(writeOid(oid));
  }

  protected publicBits(): Uint8Array {
    return this.#public;
  }

  protected privateOctets(): Uint8Array {
    return writeOctets(this.#private!);
  }

  override rawPublicKey(): Uint8Array {
    return this.#public.slice();
  }

  override rawPrivateKey(): Uint8Array {
    return this.#private!.slice();
  }

  override get signsMessages(): boolean {
    return this.kind === 'ed25519';
  }

  override sign(message: Uint8Array): Uint8Array {
    if (this.kind !== 'ed25519') throw notSupportedForKey();
    return ed25519.sign(message, this.#private!);
  }

  override verify(
    message: Uint8Array,
    _digest: HashAlgorithm,
    _options: SignatureOptions,
    signature: Uint8Array,
  ): boolean {
    if (this.kind !== 'ed25519') throw notSupportedForKey();
    if (signature.length !== 64) return false;
    try {
      // RFC 8032's rules, as OpenSSL has them, not the looser ones of ZIP 215.
      return ed25519.verify(signature, message, this.#public, { zip215: false });
    } catch {
      return false;
    }
  }

  override agree(other: KeyBase): Uint8Array {
    if (this.kind !== 'x25519' || !(other instanceof OkpKey) || other.kind !== 'x25519') {
      throw notSupportedForKey();
    }
    let shared: Uint8Array;
    try {
      shared = x25519.getSharedSecret(this.#private!, other.#public);
    } catch {
      throw derivationFailed();
    }
    // RFC 7748 section 6.1: a point of small order gives zeros.
    if (equalBytes(shared, new Uint8Array(length))) throw derivationFailed();
    return shared;
  }
}
