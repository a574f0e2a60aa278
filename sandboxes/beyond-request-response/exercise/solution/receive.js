import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRETS = ['whsec-payments-1', 'whsec-payments-2']; // both, while they rotate
const TOLERANCE = 5 * 60; // seconds
export const payments = [];
const seen = new Set(); // in production a table, in one transaction with the payment

/** @returns the status of the answer. `body` is the bytes that came. */
export function receive(headers, body) {
  const {
    'webhook-id': id,
    'webhook-timestamp': sent,
    'webhook-signature': given,
  } = headers;
  if (!id || !/^\d{1,12}$/.test(sent) || !given) return 401;
  if (!isSigned(`${id}.${sent}.`, body, given)) return 401;
  if (Math.abs(Date.now() / 1000 - Number(sent)) > TOLERANCE) return 401;
  if (seen.has(id)) return 204;
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return 400;
  }
  seen.add(id);
  if (payments.length < 1000) payments.push(event?.payment);
  return 204;
}

function isSigned(head, body, given) {
  return SECRETS.some((secret) => {
    const mac = createHmac('sha256', secret).update(head).update(body).digest();
    return given.split(' ').some((each) => {
      const bytes = Buffer.from(each.replace(/^v1,/, ''), 'base64');
      return bytes.length === mac.length && timingSafeEqual(bytes, mac);
    });
  });
}
