// Broken on purpose: each user and each author is a call of its own.
import { GraphQLError } from 'graphql';
import * as store from './store.js';

const refusal = (code, message) => new GraphQLError(message, { extensions: { code } });

function few(first) {
  if (first >= 1 && first <= 50) return first;
  throw refusal('BAD_FIRST', 'first is 1 to 50');
}

async function userById(id) {
  const [user] = await store.usersByIds([id]);
  return user;
}

// The third argument is the context of the request: { viewer }
export const resolvers = {
  Query: {
    user: (_, { id }) => userById(Number(id)),
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
    async posts(user, { first }) {
      const [posts] = await store.postsOfUsers([user.id]);
      return posts.slice(0, few(first));
    },
  },
  Post: { author: (post) => userById(post.user_id) },
};
