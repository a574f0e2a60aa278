// The instrument: sends one request to this same server three times in a row
// and compares the state it leaves behind after the first and after the third.
export function replay({ port, reset, state }) {
  return async (req, res) => {
    const { method, path, headers = {}, body } = req.body;
    const url = `http://localhost:${port}${path}`;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const type = content === undefined ? {} : { 'Content-Type': 'application/json' };

    reset();
    const answers = [];
    const states = [structuredClone(state())];
    for (let time = 1; time <= 3; time += 1) {
      const response = await fetch(url, {
        method,
        headers: { ...type, ...headers },
        body: content,
      });
      await response.arrayBuffer();
      answers.push(response.status);
      states.push(structuredClone(state()));
    }

    const [before, once, , thrice] = states.map((each) => JSON.stringify(each));
    const verdict =
      once === before && thrice === before ? 'nothing changed'
      : once === thrice ? 'three times leaves what once leaves'
      : 'three times is not the same as once';
    console.log(`${method} ${path}: ${answers.join(', ')}: ${verdict}`);
    res.json({ answers, afterOne: states[1], afterThree: states[3], verdict });
  };
}
