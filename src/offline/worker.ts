/**
 * The service worker of the site. It answers from what the reader has kept, and never keeps anything itself (`keep.ts`
 * does, in the page); it isolates pages where the reader wants that and the host does not send the headers.
 *
 * Pages come from the network first, so that readers see what the site has, unless the whole book is kept: then the
 * kept edition stays until the reader takes a new one.
 */
import { choice, editionCache, isNamedByContents, LISTS } from './places.ts';

/** What is used here of a service worker: TypeScript's types of it do not go with those of pages. */
interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
declare const self: {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** Milliseconds that the network has to begin its answer, when there is a kept one. */
const PATIENCE = 4000;

/** The page that is shown in the place of one that was not kept. */
const NOT_KEPT = 'offline/';

const base = new URL(self.registration.scope).pathname;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const path = url.pathname.slice(base.length);
  // Whoever reloads a file wants the network's; `keep.ts` does.
  if (path.startsWith(LISTS) || (request.mode !== 'navigate' && request.cache === 'reload')) return;
  event.respondWith(request.mode === 'navigate' ? navigated(request, path) : loaded(request, path));
});

async function loaded(request: Request, path: string): Promise<Response> {
  const first = isNamedByContents(path) || (await choice(base, 'whole')) !== undefined;
  const response = (first ? await kept(path) : undefined) ?? (await fetched(request, path));
  return /worker$/.test(request.destination) ? isolated(response) : response;
}

async function navigated(request: Request, path: string): Promise<Response> {
  if (isFrame(path)) return sandboxed(await isolated((await kept(path)) ?? (await fetch(request))));
  const page = path.replace(/index\.html$/, '');
  const whole = (await choice(base, 'whole')) !== undefined;
  if (whole && page !== '' && !page.endsWith('/') && (await kept(`${page}/`)))
    return Response.redirect(`${base}${page}/${new URL(request.url).search}`);
  const response = (whole ? await kept(page) : undefined) ?? (await fetched(request, page, notKept));
  return isolated(response);
}

/** @returns the network's answer; when there is none in time, the kept one, else what `otherwise` gives */
async function fetched(request: Request, path: string, otherwise?: () => Promise<Response>): Promise<Response> {
  const answer = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const response = await Promise.race([answer, late]);
    // A gateway's error is no better than none; what the site itself says (404) is an answer.
    if (response !== undefined && response.status < 500) return response;
  } catch {
    // Without the network.
  }
  const found = (await kept(path)) ?? (await kept(`${path}/`));
  if (found !== undefined) return found;
  try {
    return await answer;
  } catch (error) {
    if (otherwise === undefined) throw error;
    return otherwise();
  }
}

/**
 * A kept file, of the edition that is kept whole before others. Queries are not looked at: no file of a static site
 * depends on one.
 */
async function kept(path: string): Promise<Response | undefined> {
  const url = new URL(base + path, location.origin).href;
  const edition = await choice(base, 'whole');
  const whole = edition === undefined ? {} : { cacheName: editionCache(base, edition) };
  return (await caches.match(url, { ignoreSearch: true, ...whole })) ?? caches.match(url, { ignoreSearch: true });
}

async function notKept(): Promise<Response> {
  const page = await kept(NOT_KEPT);
  if (page === undefined) return Response.error();
  return new Response(page.body, { status: 503, statusText: 'Service Unavailable', headers: page.headers });
}

/** The engine's frame, whose document the page asks for without a `sandbox` attribute when there is no network. */
const isFrame = (path: string): boolean => /^_engine\/frame\.\w+\.html$/.test(path);

/**
 * With an opaque origin. Browsers ask no service worker for the document of a frame with the attribute, so the answer
 * has to say it: https://www.w3.org/TR/CSP3/#directive-sandbox
 */
function sandboxed(response: Response): Response {
  if (/(?:^|[;,])\s*sandbox\b/.test(response.headers.get('content-security-policy') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.append('content-security-policy', 'sandbox allow-scripts');
  headers.set('cross-origin-resource-policy', 'cross-origin');
  return withHeaders(response, headers);
}

async function isolated(response: Response): Promise<Response> {
  // A redirect is for the browser to follow; its headers cannot be read.
  if (response.type === 'opaqueredirect' || response.status === 0) return response;
  if ((await choice(base, 'isolated')) === undefined) return response;
  const headers = new Headers(response.headers);
  headers.set('cross-origin-embedder-policy', 'credentialless');
  headers.set('cross-origin-opener-policy', 'same-origin');
  return withHeaders(response, headers);
}

const withHeaders = ({ body, status, statusText }: Response, headers: Headers): Response =>
  new Response(body, { status, statusText, headers });
