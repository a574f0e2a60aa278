// The model's cookies, by RFC 6265 and the draft that is to replace it (6265bis).

/** Reads a Set-Cookie; null when the browser must refuse it (6265bis, __Host-). */
export function accept(setCookie) {
  const [pair, ...rest] = setCookie.split(';').map((part) => part.trim());
  const attributes = new Map(
    rest.map((part) => {
      const [name, value = ''] = part.split('=');
      return [name.toLowerCase(), value.toLowerCase()];
    }),
  );
  const bound =
    attributes.has('secure')
    && attributes.get('path') === '/'
    && !attributes.has('domain');
  return pair.startsWith('__Host-') && !bound ? null : { pair, attributes };
}

// Without SameSite browsers differ: some send it everywhere (RFC 6265), some take it
// for Lax (6265bis), some for Lax after two minutes. This one is of the first kind.
const whenUnsaid = 'none';

/** Is it sent with a request that another site has caused? 6265bis, Strict and Lax */
export function isSentAcrossSites({ attributes }, { method, inAddressBar }) {
  const sameSite = attributes.get('samesite') ?? whenUnsaid;
  if (sameSite === 'lax') return inAddressBar && method === 'GET';
  return sameSite === 'none';
}

export const scriptsCanRead = ({ attributes }) => !attributes.has('httponly');
