import { buildSchema } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';
import { commentsOf, postsOf, userById } from './data.js';

// Whoever asks deep enough keeps this busy: the limits are in the next sandbox.
const schema = buildSchema(`
  type Query { user(id: ID!): User }
  type User { id: ID! name: String! email: String! city: String! language: String!
    joined: String! avatar: String! bio: String! posts(first: Int = 5): [Post!]! }
  type Post { id: ID! title: String! created_at: String! body: String!
    author: User! comments(first: Int = 2): [Comment!]! }
  type Comment { id: ID! text: String! created_at: String! author: User! }
`);

// How to find what is not a member of the row itself.
const resolvers = {
  Query: { user: (_, { id }) => userById(Number(id)) },
  User: { posts: (user, { first }) => postsOf(user.id, few(first)) },
  Post: {
    author: (post) => userById(post.user_id),
    comments: (post, { first }) => commentsOf(post.id, few(first)),
  },
  Comment: { author: (comment) => userById(comment.user_id) },
};
const few = (first) => Math.min(Math.max(first ?? 5, 1), 20);

for (const [type, fields] of Object.entries(resolvers)) {
  for (const [name, resolve] of Object.entries(fields)) {
    schema.getType(type).getFields()[name].resolve = resolve;
  }
}

export const graphql = createHandler({ schema });
