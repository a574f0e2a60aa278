// What the gateway tells services about a caller, signed: nobody else can say it.
import { createHmac, timingSafeEqual } from 'node:crypto';

// Made up, and here only so that the example runs. It belongs in a secret store.
const KEY = process.env.IDENTITY_KEY ?? 'made-up key of gateway and services';
const FOR = 60_000; // ms

const mac = (text) => createHmac('sha256', KEY).update(text).digest('base64url');

export function sign(customer) {
  const claim = `${customer}.${Date.now() + FOR}`;
  return `${claim}.${mac(claim)}`;
}

/** @returns the customer, or null */
export function verify(header = '') {
  const [customer, until, given = ''] = header.split('.');
  const expected = Buffer.from(mac(`${customer}.${until}`));
  const bytes = Buffer.from(given);
  if (bytes.length !== expected.length) return null;
  if (!timingSafeEqual(bytes, expected)) return null;
  return Number(until) > Date.now() ? customer : null;
}
