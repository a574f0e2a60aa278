/**
 * Cross-origin isolation, which WebContainer needs. A host that sends the headers gives it; where it does
 * not, a service worker can add them (`public/isolation.js`), if the reader wants it.
 */

/**
 * `host`: by headers; `worker`: by our service worker; `none`: not, but it can be had; `refused`: the service
 * worker is there, and the browser does not isolate the page all the same; `impossible`: not at all.
 */
export type Isolation = 'host' | 'worker' | 'none' | 'refused' | 'impossible';

const script = (base: string) => `${base}isolation.js`;

async function registration(base: string): Promise<ServiceWorkerRegistration | undefined> {
  const found = await navigator.serviceWorker?.getRegistration(base);
  const url = (found?.active ?? found?.waiting ?? found?.installing)?.scriptURL;
  return url === new URL(script(base), location.href).href ? found : undefined;
}

/** @param base the site's path, ending with `/` */
export async function isolation(base: string): Promise<Isolation> {
  if ((await registration(base)) !== undefined) return crossOriginIsolated ? 'worker' : 'refused';
  if (crossOriginIsolated) return 'host';
  return isSecureContext && 'serviceWorker' in navigator ? 'none' : 'impossible';
}

/** Registers the service worker; the page is isolated once it has been loaded again. */
export async function isolate(base: string): Promise<void> {
  await navigator.serviceWorker.register(script(base), { scope: base });
  await navigator.serviceWorker.ready;
}

/** Takes it off again; the next page that is loaded is as the host sends it. */
export async function endIsolation(base: string): Promise<void> {
  await (await registration(base))?.unregister();
}
