const capital = (word) => word[0].toUpperCase() + word.slice(1);
/** The ways to write a kind of thing, the longest first. */
const forms = (kind) => ({
  '{Plural}': capital(kind),
  '{plural}': kind,
  '{Singular}': capital(kind.slice(0, -1)),
  '{singular}': kind.slice(0, -1),
});
/** 'GET /getUsers', of users → 'GET /get{Plural}' */
const toPattern = (route, kind) =>
  Object.entries(forms(kind)).reduce((all, [n, form]) => all.replace(form, n), route);
const fill = (pattern, kind) =>
  Object.entries(forms(kind)).reduce((all, [n, form]) => all.replace(n, form), pattern);

/** What HTTP makes of the address of a list, if that address is the name of a thing. */
const byHttp = {
  list: (address) => `GET ${address}`,
  read: (address) => `GET ${address}/1`,
  create: (address) => `POST ${address}`,
  remove: (address) => `DELETE ${address}/1`,
};

/**
 * A programmer who reads the documentation only where a guess has failed.
 * @param send sends 'GET /users' and the like, and says whether that did the task
 * @param documentation the routes, by kind and task
 * @returns for each task: how many look-ups it has taken so far; and all wrong guesses
 */
export async function integrate(send, documentation) {
  const known = { list: [], read: [], create: [], remove: [] }; // newest first
  const lookups = [];
  let count = 0;
  let wrong = 0;

  for (const [kind, routes] of Object.entries(documentation)) {
    for (const [task, route] of Object.entries(routes)) {
      const lists = known.list.map((pattern) => pattern.replace('GET ', ''));
      const patterns = [...known[task], ...lists.map((list) => byHttp[task](list))];
      let done = false;
      for (const guess of new Set(patterns.map((pattern) => fill(pattern, kind)))) {
        done = await send(guess, task, kind);
        if (done) break;
        wrong += 1;
      }
      if (!done) {
        count += 1; // it opens the documentation
        known[task].unshift(toPattern(route, kind));
        if (!(await send(route, task, kind))) throw new Error(`${route} does not work`);
      }
      lookups.push(count);
    }
  }
  return { lookups, wrong };
}
