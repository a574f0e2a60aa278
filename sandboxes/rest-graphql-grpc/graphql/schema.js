import { buildSchema, GraphQLError } from 'graphql';

const types = `
  type Query {
    user(id: ID!): User
    users(first: Int = 10): [User!]!
  }
  type Mutation {
    createUser(name: String!): User!
  }
  type User {
    id: ID!
    name: String!
    email: String
    posts(first: Int = 5): [Post!]
  }
  type Post {
    id: ID!
    title: String!
    author: User!
    comments(first: Int = 5): [Comment!]
  }
  type Comment {
    id: ID!
    text: String!
    author: User!
  }
`;

// A resolver gets its parent, the arguments, and what belongs to this request.
const resolvers = {
  Query: {
    user: (_, { id }, { load }) => load.user(Number(id)),
    users: (_, { first }, { store }) => store.firstUsers(few(first)),
  },
  Mutation: {
    createUser(_, { name }, { store }) {
      if (/^\S.{0,79}$/.test(name)) return store.createUser(name);
      throw refusal('BAD_NAME', 'a name has 1 to 80 characters');
    },
  },
  User: {
    email(user, _, { viewer }) {
      if (viewer === user.id) return user.email;
      throw refusal('FORBIDDEN', 'only the user may read this');
    },
    posts: (user, { first }, { load }) => load.posts(user.id, few(first)),
  },
  Post: {
    author: (post, _, { load }) => load.user(post.user_id),
    comments: (post, { first }, { load }) => load.comments(post.id, few(first)),
  },
  Comment: {
    author: (comment, _, { load }) => load.user(comment.user_id),
  },
};

const refusal = (code, message) => new GraphQLError(message, { extensions: { code } });

function few(first) {
  if (first >= 1 && first <= 50) return first;
  throw refusal('BAD_FIRST', 'first is 1 to 50');
}

/** @param only the types whose resolvers are attached; the rest has rows alone */
export function createSchema(only = Object.keys(resolvers)) {
  const schema = buildSchema(types);
  for (const type of only) {
    const fields = schema.getType(type).getFields();
    for (const [name, resolve] of Object.entries(resolvers[type])) {
      fields[name].resolve = resolve;
    }
  }
  return schema;
}
