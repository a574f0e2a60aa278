// The page of the newest comment, in five ways. Text that goes into HTML is encoded
// for the place where it goes: that is output encoding.
const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text) => text.replace(/[&<>"']/g, (sign) => NAMES[sign]);

/** An address for href. Encoding keeps it inside the quotes, not harmless. */
function webAddress(text) {
  const url = URL.parse(text);
  return ['http:', 'https:'].includes(url?.protocol) ? url.href : '#';
}

const asItIs = (text) => text;
const STRICT = (nonce) =>
  `script-src 'nonce-${nonce}'; object-src 'none'; base-uri 'none'`;

export const ways = {
  // Broken on purpose: the comment is pasted, and the cookie may go anywhere.
  bare: { text: asItIs, link: asItIs, cookie: 'SameSite=None; Secure' },
  // Broken on purpose: pasted, behind all that chapter 7 has against forgery.
  guarded: { text: asItIs, link: asItIs },
  // Broken on purpose: encoded, and any address is a link.
  escaped: { text: escape, link: escape },
  // Broken on purpose: pasted, below a policy.
  policy: { text: asItIs, link: asItIs, policy: STRICT },
  both: {
    text: escape,
    link: (text) => escape(webAddress(text)),
    policy: (nonce) => `${STRICT(nonce)}; form-action 'self'`,
  },
};

export const page = ({ text, link }, { comment, website }, nonce) => `<!doctype html>
<h1>Mug</h1>
<p>${text(comment)}</p>
<a href="${link(website)}">the author's page</a>
<script nonce="${nonce}">say('a script of the shop runs')</script>
`;
