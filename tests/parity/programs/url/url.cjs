for (const [input, base] of [['https://user:p%40ss@example.com:8080/a/./b/../c?q=1&r=ü#frag'], ['http://EXAMPLE.com:80/'], ['../x?y', 'http://h/a/b/c'], ['//other/path', 'https://h'], ['file:///C:/x/../y'], ['mailto:a@b.c'], ['http://münchen.de/ü'], ['http://[::1]:3000/'], ['http://1.2.3/'], ['http://0x7f.1/'], ['data:text/plain,hi there'], ['javascript:alert(1)'], ['http://h/%zz?%zz'], ['  http://trim/  '], ['http:\\\\back\\slash'], ['blob:http://h/id'], ['ws://h:80'], ['http://a b/'], ['nonsense'], ['http://h:99999'], ['/only/path'], ['http://ex ample'], ['']]) {
  try {
    const url = new URL(input, base);
    console.log(url.href, [url.origin, url.protocol, url.username, url.password, url.host, url.hostname, url.port, url.pathname, url.search, url.hash].join(' | '));
  } catch (error) {
    console.log(JSON.stringify(input), error.name, error.code, error.message, error.input, error.base);
  }
}
const url = new URL('http://h/p?a=1');
url.port = '8080'; url.protocol = 'https'; url.pathname = 'x y'; url.hash = 'h h'; url.searchParams.append('b', '2 3'); url.username = 'me:'; url.host = 'other:9'; url.search += '&c=ü';
console.log(url.href, url, JSON.stringify({ url }), String(url), URL.canParse('x:'), URL.canParse('x'), URL.parse('bad'), URL.parse('y', 'http://z').href);
const params = new URLSearchParams('?a=1&b=2&a=3&empty&plus=a+b&enc=%C3%BC');
console.log(params.getAll('a'), params.get('empty'), params.get('none'), params.has('a', '3'), params.size, [...params], params.toString(), params);
params.sort(); params.delete('a', '1'); params.set('b', 'x'); params.append('z', '&=');
console.log(String(params), new URLSearchParams({ k: 'v', list: [1, 2] }).toString(), new URLSearchParams([['x', '1'], ['x', '2']]).toString(), new URLSearchParams(new Map([['m', 1]])).toString(), params.keys(), params.entries().next());
for (const attempt of [() => new URLSearchParams([['one']]), () => params.get(), () => new URL(), () => { url.href = 'bad'; }, () => params.forEach('x')]) {
  try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); }
}
const { fileURLToPath, pathToFileURL, domainToASCII, domainToUnicode, urlToHttpOptions, format, resolve, parse } = require('node:url');
console.log(fileURLToPath('file:///a%20b/ü'), pathToFileURL('/a b/#?ü%').href, domainToASCII('español.com'), domainToUnicode('xn--espaol-zwa.com'), urlToHttpOptions(new URL('http://u:p@h:1/p?q')), format(new URL('http://u:p@测试/p?q#f'), { auth: false, unicode: true, fragment: false }), resolve('http://h/a/b', '../c'), format({ protocol: 'http', host: 'h', pathname: '/p', query: { a: [1, 2] } }));
console.log(parse('http://user:pass@host.com:80/p/a/t/h?query=string#hash', true));
for (const bad of ['http://h/x', 'file://host/x', 'file:///a%2Fb']) {
  try { fileURLToPath(bad); } catch (error) { console.log(error.code, error.message); }
}
