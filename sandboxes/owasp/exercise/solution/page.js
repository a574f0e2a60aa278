const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => text.replace(/[&<>"']/g, (sign) => NAMES[sign]);

/** An address that a link may have. Encoding alone lets javascript: through. */
function webAddress(text) {
  const url = URL.parse(text);
  return ['http:', 'https:'].includes(url?.protocol) ? url.href : '#';
}

export const page = ({ comment, website }) => `<!doctype html>
<h1>Mug</h1>
<p id="comment">${escape(comment)}</p>
<a id="website" href="${escape(webAddress(website))}">the author's page</a>
`;
