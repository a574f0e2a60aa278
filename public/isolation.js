/*
 * A service worker that isolates the site's pages from other origins, for hosts that cannot send the headers.
 * It is there only for readers who have asked for it in the settings. It keeps and changes nothing else.
 */
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  // Documents, and the scripts of workers, which must be isolated like the page that starts them.
  if (request.mode !== 'navigate' && !/worker$/.test(request.destination)) return;
  event.respondWith(isolated(request));
});

async function isolated(request) {
  const response = await fetch(request);
  // A redirect is for the browser to follow; its headers cannot be read.
  if (response.type === 'opaqueredirect' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('cross-origin-embedder-policy', 'credentialless');
  headers.set('cross-origin-opener-policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
