// Stands for a database in another process. Each function is one call to it; leave this
// file as it is.
import { setImmediate } from 'node:timers/promises';

const users = Array.from({ length: 50 }, (_, index) => ({
  id: index + 1,
  name: `User ${index + 1}`,
  email: `${index + 1}@mail.example`,
}));
const posts = Array.from({ length: 150 }, (_, index) => ({
  id: index + 1,
  user_id: (index % 50) + 1,
  title: `Post ${index + 1}`,
}));

let calls = 0;
export const callsUntilNow = () => calls;

async function call(answer) {
  calls += 1;
  await setImmediate();
  return structuredClone(answer());
}

export const firstUsers = (first) => call(() => users.slice(0, first));

/** Users in the order of `ids`; null for one that is not there. */
export const usersByIds = (ids) =>
  call(() => ids.map((id) => users.find((user) => user.id === id) ?? null));

/** For each of `ids` the list of that user's posts. */
export const postsOfUsers = (ids) =>
  call(() => ids.map((id) => posts.filter((post) => post.user_id === id)));

export const renameUser = (id, name) => call(() => {
  const user = users.find((each) => each.id === id);
  if (user) user.name = name;
  return user ?? null;
});
