// The document as a page for people. All that it says is in openapi.json.
import { requestsOf } from './examples.js';

const SAFE = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text) => String(text ?? '').replaceAll(/[&<>"]/g, (sign) => SAFE[sign]);
const code = (text) => `<pre><code>${safe(text)}</code></pre>`;

const TYPE = 'Content-Type: application/json';
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const curl = (server, { method, path, body }) => [
  `curl -X ${method} ${shell(server + path)}`,
  `-H 'Authorization: Bearer YOUR_KEY'`,
  ...(body ? [`-H '${TYPE}'`, `-d ${shell(JSON.stringify(body))}`] : []),
].join(' \\\n  ');

const script = (server, { method, path, body }) => {
  const headers = [`Authorization: 'Bearer YOUR_KEY'`];
  if (body) headers.push(`'Content-Type': 'application/json'`);
  const json = body ? `\n  body: JSON.stringify(${JSON.stringify(body)}),` : '';
  return `await fetch('${server}${path}', {\n  method: '${method}',\n  headers: { ${
    headers.join(', ')} },${json}\n});`;
};

const rows = (cells) => cells.map((row) =>
  `<tr>${row.map((cell) => `<td>${safe(cell)}</td>`).join('')}</tr>`).join('');

const area = (body) =>
  `<label>Body <textarea name="body">${safe(JSON.stringify(body))}</textarea></label>`;

function section(document, request) {
  const { method, template, path, body } = request;
  const { summary, parameters = [], responses } =
    document.paths[template][method.toLowerCase()];
  const [server] = document.servers.map((each) => each.url);
  const taken = parameters.map(({ name, in: place, required, schema, description }) =>
    [name, place, `${schema.type}${required ? ', required' : ''}`, description]);
  const codes = Object.entries(responses).map(([status, each]) => [
    status,
    (each.$ref ? document.components.responses[each.$ref.split('/').at(-1)] : each)
      .description,
  ]);
  return `<section><h2>${safe(summary)}</h2><p><b>${method}</b> ${safe(template)}</p>
<table>${rows(taken)}</table>
<details><summary>curl</summary>${code(curl(server, request))}</details>
<details><summary>JavaScript</summary>${code(script(server, request))}</details>
<table>${rows(codes)}</table>
<form data-method="${method}">
<label>Path <input name="path" value="${safe(path)}"></label>
${body ? area(body) : ''}
<button>Try it</button><output></output></form></section>`;
}

// The console: it sends what is in the form, with the key that was typed in once.
const TRY = `addEventListener('submit', async (event) => {
  event.preventDefault();
  const { path, body } = event.target.elements;
  const headers = { Authorization: 'Bearer ' + document.querySelector('#key').value };
  if (body) headers['Content-Type'] = 'application/json';
  const { method } = event.target.dataset;
  const answer = await fetch(path.value, { method, headers, body: body?.value });
  event.target.querySelector('output').textContent =
    answer.status + ' ' + (await answer.text());
});`;

export function page(document) {
  const first = new Map(requestsOf(document).toReversed()
    .map((each) => [each.method + each.template, each]));
  const sections = [...first.values()].toReversed();
  const { title, version } = document.info;
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<title>${safe(title)}</title>
<style>body { font: 0.9rem/1.5 system-ui; max-width: 42rem; margin: 1rem auto }
body { padding: 0 1rem } h1 { font-size: 1.4rem } h2 { font-size: 1.1rem }
td { padding: 0 1rem 0 0; vertical-align: top } output { white-space: pre-wrap }</style>
<h1>${safe(title)} ${safe(version)}</h1>
<p><label>Your key <input id="key"></label></p>
${sections.map((each) => section(document, each)).join('\n')}
<script type="module">${TRY}</script></html>`;
}
