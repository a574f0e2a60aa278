import { createHmac } from 'node:crypto';

const mac = (secret, text) => createHmac('sha256', secret).update(text);

/** The headers of Standard Webhooks; while secrets rotate, one signature for each. */
export function sign({ id, seconds, body, secrets }) {
  const signed = secrets.map(
    (s) => `v1,${mac(s, `${id}.${seconds}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signed.join(' '),
  };
}

/** What is often taught: the body alone. */
export const signTaught = (secret, body) => mac(secret, body).digest('hex');
