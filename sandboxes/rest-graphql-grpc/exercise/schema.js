import { buildSchema } from 'graphql';
import { resolvers } from './resolvers.js';

export const schema = buildSchema(`
  type Query { user(id: ID!): User  users(first: Int = 10): [User!]! }
  type Mutation { renameUser(id: ID!, name: String!): User }
  type User { id: ID!  name: String!  email: String  posts(first: Int = 3): [Post!] }
  type Post { id: ID!  title: String!  author: User }
`);

for (const [type, fields] of Object.entries(resolvers)) {
  for (const [name, resolve] of Object.entries(fields)) {
    schema.getType(type).getFields()[name].resolve = resolve;
  }
}
