import { get } from './internet.js';
import { checkAddresses, checkText, checkUrl } from './guard.js';

const REDIRECTS = 3;

/** Follows redirects, as fetch() does. `check` gives the addresses of each hop. */
async function follow(text, addressesOf) {
  let url = new URL(text);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const [address] = await addressesOf(url);
    const { status, location, body } = await get(url, address);
    if (status < 300 || status > 399 || !location) return { status, body };
    url = new URL(location, url);
  }
  throw Object.assign(new Error('too many redirects'), { status: 422 });
}

export const fetchers = {
  // The first three are broken on purpose.
  unchecked: (text, resolve) => follow(text, (url) => resolve(url.hostname)),

  text(text, resolve) {
    checkText(text);
    return follow(text, (url) => resolve(url.hostname));
  },

  // Looks where the name points, and then asks for the page by its name.
  async name(text, resolve) {
    checkAddresses(await resolve(new URL(text).hostname));
    return follow(text, (url) => resolve(url.hostname));
  },

  // At each hop: the address that was checked is the one that is connected to.
  connection: (text, resolve) =>
    follow(text, async (url) => {
      checkUrl(url);
      const addresses = await resolve(url.hostname);
      checkAddresses(addresses);
      return addresses;
    }),
};
