/** The site's service worker, as pages see it. */

const FILE = 'worker.js';

/** Registers the worker, and waits until it works. @throws TypeError when its script could not be loaded */
export async function registerWorker(base: string): Promise<void> {
  await navigator.serviceWorker.register(base + FILE, { scope: base });
  await navigator.serviceWorker.ready;
}

/** @returns the worker's registration, if there is one */
export async function registeredWorker(base: string): Promise<ServiceWorkerRegistration | undefined> {
  const found = await navigator.serviceWorker?.getRegistration(base);
  const url = (found?.active ?? found?.waiting ?? found?.installing)?.scriptURL;
  return url === new URL(base + FILE, location.href).href ? found : undefined;
}
