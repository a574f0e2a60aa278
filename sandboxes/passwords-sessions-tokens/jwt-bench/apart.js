const bytes = (part) => Buffer.from(part, 'base64url');

// Three parts, and none of them is encrypted.
export function apart(token) {
  const [header, payload, signature = ''] = token.split('.');
  return {
    header: JSON.parse(bytes(header)),
    payload: JSON.parse(bytes(payload)),
    signed: `${header}.${payload}`,
    signature: bytes(signature),
  };
}

export const encode = (value) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
