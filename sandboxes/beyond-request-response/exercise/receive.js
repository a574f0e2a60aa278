// Broken on purpose: it never asks when a delivery was signed, nor whether it was here
// before, it signs JSON that it has written itself, and it knows one signature only.
import { createHmac } from 'node:crypto';

const SECRETS = ['whsec-payments-1', 'whsec-payments-2']; // both, while they rotate
export const payments = [];

/** @returns the status of the answer. `body` is the bytes that came. */
export function receive(headers, body) {
  const {
    'webhook-id': id,
    'webhook-timestamp': sent,
    'webhook-signature': given,
  } = headers;
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return 400;
  }
  const text = `${id}.${sent}.${JSON.stringify(event)}`;
  const mac = createHmac('sha256', SECRETS[0]).update(text).digest('base64');
  if (given !== `v1,${mac}`) return 401;
  if (payments.length < 1000) payments.push(event?.payment);
  return 204;
}
