import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import * as store from './store.js';

/** For one request: what it has loaded, another one may have changed since. */
export const createLoaders = () => ({
  user: new DataLoader((ids) => store.usersByIds(ids)),
  posts: new DataLoader((ids) => store.postsOfUsers(ids)),
});

const refusal = (code, message) => new GraphQLError(message, { extensions: { code } });

function few(first) {
  if (first >= 1 && first <= 50) return first;
  throw refusal('BAD_FIRST', 'first is 1 to 50');
}

// The third argument is the context of the request: { viewer, load }
export const resolvers = {
  Query: {
    user: (_, { id }, { load }) => load.user.load(Number(id)),
    users: (_, { first }) => store.firstUsers(few(first)),
  },
  Mutation: {
    renameUser: (_, { id, name }) => store.renameUser(Number(id), name.slice(0, 80)),
  },
  User: {
    email(user, _, { viewer }) {
      if (viewer === user.id) return user.email;
      throw refusal('FORBIDDEN', 'only the user may read this');
    },
    async posts(user, { first }, { load }) {
      const posts = await load.posts.load(user.id);
      return posts.slice(0, few(first));
    },
  },
  Post: { author: (post, _, { load }) => load.user.load(post.user_id) },
};
