import { createHmac, timingSafeEqual } from 'node:crypto';
import { signTaught } from './sign.js';

const TOLERANCE = 5 * 60; // seconds, to either side

/** @returns why it is refused, or undefined. `body` is the bytes that came. */
export function refusal(secrets, headers, body) {
  const {
    'webhook-id': id,
    'webhook-timestamp': sent,
    'webhook-signature': given,
  } = headers;
  if (!id || !/^\d{1,12}$/.test(sent) || !given) return 'A header is missing';
  if (Math.abs(Date.now() / 1000 - Number(sent)) > TOLERANCE)
    return 'Too old, or too new';
  const signatures = given.split(' ').filter((each) => each.startsWith('v1,'));
  const isRight = secrets.some((secret) => {
    const mac = createHmac('sha256', secret)
      .update(`${id}.${sent}.`)
      .update(body)
      .digest();
    return signatures.some((each) => {
      const bytes = Buffer.from(each.slice(3), 'base64');
      return bytes.length === mac.length && timingSafeEqual(bytes, mac);
    });
  });
  return isRight ? undefined : 'No signature matches';
}

/** Broken on purpose: neither id nor time is signed, and === compares secrets. */
export function refusalTaught(secret, headers, body) {
  return headers['x-signature'] === signTaught(secret, body)
    ? undefined
    : 'Wrong signature';
}
