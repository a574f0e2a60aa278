// The instrument: sends one request to this same server three times in a row
// and compares the state it leaves behind after the first and after the third.
export function replay({ port, reset, state }) {
  const base = `http://localhost:${port}`;
  let last; // one replay after the other, since they share the state

  return (req, res) => {
    const request = read(req.body, base);
    if (!request) return res.status(422).json({ error: 'this cannot be sent here' });
    const run = async () => res.json(await measure(request));
    last = last ? last.then(run, run) : run();
    return last;
  };

  async function measure({ url, options }) {
    reset();
    const answers = [];
    const states = [structuredClone(state())];
    for (let time = 1; time <= 3; time += 1) {
      const response = await fetch(url, options);
      await response.arrayBuffer();
      answers.push(response.status);
      states.push(structuredClone(state()));
    }

    const [before, once, , thrice] = states.map((each) => JSON.stringify(each));
    const verdict =
      once === before && thrice === before ? 'nothing changed'
      : once === thrice ? 'three times leaves what once leaves'
      : 'three times is not the same as once';
    console.log(`${options.method} ${url.pathname}: ${answers.join(', ')}: ${verdict}`);
    return { answers, afterOne: states[1], afterThree: states[3], verdict };
  }
}

/** What fetch can send to this server, and not to /replay again; else null. */
function read({ method, path, headers, body } = {}, base) {
  if (typeof method !== 'string' || typeof path !== 'string') return null;
  const content = body === undefined ? undefined : JSON.stringify(body);
  const type = content && { 'Content-Type': 'application/json' };
  const options = { method, headers: { ...type, ...headers }, body: content };
  try {
    const url = new URL(path, base);
    new Request(url, options); // throws when, say, a GET has a body
    const isHere = url.origin === base && !/^\/replay/i.test(url.pathname);
    return isHere ? { url, options } : null;
  } catch {
    return null;
  }
}
