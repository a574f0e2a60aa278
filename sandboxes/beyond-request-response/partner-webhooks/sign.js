import { createHmac } from 'node:crypto';

const hmac = (secret, text) => createHmac('sha256', secret).update(text);

/** The headers of Standard Webhooks; while secrets rotate, one signature for each. */
export function sign({ id, seconds, body, secrets }) {
  const text = `${id}.${seconds}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets
      .map((secret) => `v1,${hmac(secret, text).digest('base64')}`)
      .join(' '),
  };
}

/** What is often taught: the body alone. */
export const signTaught = (secret, body) => hmac(secret, body).digest('hex');
