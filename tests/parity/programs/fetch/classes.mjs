// Headers, Request and Response by themselves.
const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const headers = new Headers({ b: '2', A: '1' });
headers.append('a', '3');
headers.append('Set-Cookie', 'x=1');
headers.append('Set-Cookie', 'y=2');
console.log([...headers], headers.get('A'), headers.has('B'), headers.get('none'), headers.getSetCookie());
headers.delete('b');
headers.set('a', 'only');
console.log(headers, Object.fromEntries(headers));
for (const bad of [['a b', 'x'], ['a', 'x\ny'], ['', 'x'], ['a']]) console.log(attempt(() => new Headers([bad])));
console.log(attempt(() => new Headers(5)), attempt(() => new Headers(null)));

const request = new Request('http://example.com/path?q#f', { method: 'post', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
console.log(request.method, request.url, request.headers.get('content-type'), request.bodyUsed, request.redirect, request.mode, request.credentials, request.cache, request.destination, request.duplex, request.keepalive, request.integrity, request.referrer, request.signal.aborted);
const copy = new Request(request, { headers: { x: '1' } });
console.log(copy.method, [...copy.headers], request.bodyUsed, await copy.json());
console.log(attempt(() => new Request('/relative')), attempt(() => new Request('http://a/', { method: 'GET', body: 'x' })), attempt(() => new Request(copy)));

const response = new Response('text', { status: 201, statusText: 'Made', headers: { x: 'y' } });
console.log(response.status, response.statusText, response.ok, response.type, response.url, [...response.headers], await response.text());
console.log(await Response.json({ a: [1] }, { status: 202 }).text(), Response.json({}).headers.get('content-type'));
console.log(Response.error().type, Response.error().status, Response.redirect('http://a/b', 307).headers.get('location'));
for (const make of [() => new Response('x', { status: 204 }), () => new Response(null, { status: 99 }), () => new Response(null, { statusText: 'a\nb' }), () => Response.redirect('http://a/', 200), () => Response.json(undefined), () => new Response(new ReadableStream({}), {}).clone().body.locked]) console.log(attempt(make) instanceof Response || attempt(make));
console.log(await new Response(new Uint8Array([226, 130, 172])).text(), await new Response('a=1&b=2', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData());
await new Response('not json').json().catch((error) => console.log(error.name, error.message));
await new Response('x').formData().catch((error) => console.log(error.name, error.message, error.cause?.message));
console.log(new Response('body', { status: 404 }));
console.log(request);
