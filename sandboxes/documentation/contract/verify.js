// The provider's side: each interaction is sent to the real program, and its answer
// compared with what the consumer can work with. What it brings besides, nobody minds.

/** @returns what is missing or different, as text; nothing when it fits */
function* differences(expected, actual, at = '') {
  if (typeof expected !== 'object' || expected === null) {
    if (actual !== expected) yield `${at} is ${JSON.stringify(actual)}`;
  } else if ('like' in expected) {
    const type = typeof expected.like;
    if (actual === null || typeof actual !== type) {
      yield `${at} is ${JSON.stringify(actual)}, no ${type}`;
    }
  } else if (typeof actual !== 'object' || actual === null) {
    yield `${at} is ${JSON.stringify(actual)}`;
  } else {
    if (Array.isArray(expected) && expected.length !== actual.length) {
      yield `${at} has ${actual.length} members`;
    }
    for (const [key, each] of Object.entries(expected)) {
      yield* differences(each, actual[key], `${at}/${key}`);
    }
  }
}

/** Brings the provider into the state in which an answer was promised. */
const given = (api, state) =>
  fetch(`${api}/-/states`, { method: 'POST', body: state }).then((each) => each.text());

/** @returns for each interaction { what, faults } */
export async function verify(contract, api) {
  const results = [];
  for (const { given: state, request, response } of contract.interactions) {
    await given(api, state);
    const { method, path } = request;
    const answer = await fetch(api + path, { method });
    const body = await answer.json();
    const faults = [];
    if (answer.status !== response.status) faults.push(`status is ${answer.status}`);
    if (response.body) faults.push(...differences(response.body, body));
    results.push({ what: `${method} ${path}, ${state}`, faults });
  }
  return results;
}
