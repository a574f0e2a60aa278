import DataLoader from 'dataloader';

/**
 * How resolvers ask for what belongs to a parent. A DataLoader collects the keys of one
 * turn, asks for all of them at once, and remembers the answers: for this request only,
 * since the next one may be another user's.
 */
export function createLoaders(store, { batch }) {
  const options = { batch, cache: batch };
  const loader = (read) => new DataLoader(async (keys) => read(keys), options);

  // A list with another length is another question, so it has a loader of its own.
  const byLength = (read) => {
    const loaders = new Map();
    return (id, first) => {
      if (!loaders.has(first)) loaders.set(first, loader((ids) => read(ids, first)));
      return loaders.get(first).load(id);
    };
  };
  const users = loader(store.usersById);
  return {
    user: (id) => users.load(id),
    posts: byLength(store.postsOfUsers),
    comments: byLength(store.commentsOfPosts),
  };
}
