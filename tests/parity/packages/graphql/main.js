// A GraphQL API over HTTP whose loads are batched.
import DataLoader from 'dataloader';
import express from 'express';
import { GraphQLError, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, buildSchema, graphql, parse, printSchema, validate } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';

const authors = new Map([[1, { id: 1, name: 'Ann' }], [2, { id: 2, name: 'Bob' }]]);
const books = [{ title: 'One', author: 1 }, { title: 'Two', author: 2 }, { title: 'Three', author: 1 }, { title: 'Lost', author: 9 }];
const Author = new GraphQLObjectType({ name: 'Author', fields: { id: { type: new GraphQLNonNull(GraphQLInt) }, name: { type: GraphQLString } } });
const Book = new GraphQLObjectType({
  name: 'Book',
  fields: () => ({ title: { type: GraphQLString }, author: { type: Author, resolve: (book, _, { loader }) => loader.load(book.author) } }),
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { books: { type: new GraphQLList(Book), args: { first: { type: GraphQLInt, defaultValue: 10 } }, resolve: (_, { first }) => books.slice(0, first) } } }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { add: { type: Book, args: { title: { type: new GraphQLNonNull(GraphQLString) } }, resolve: (_, { title }) => {
    if (title === '') throw new GraphQLError('A title, please', { extensions: { code: 'BAD_TITLE' } });
    return { title, author: 1 };
  } } } }),
});
console.log(printSchema(schema));

const app = express();
app.all('/graphql', createHandler({ schema, context: () => ({ loader: new DataLoader(async (ids) => {
  console.log('batch', ids);
  return ids.map((id) => authors.get(id) ?? new Error(`no author ${id}`));
}) }) }));
const server = app.listen(0, async () => {
  const url = `http://localhost:${server.address().port}/graphql`;
  const post = async (body, headers = {}) => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', connection: 'close', ...headers }, body: JSON.stringify(body) });
    console.log(response.status, response.headers.get('content-type'), await response.text());
  };
  await post({ query: '{ books(first: 3) { title author { name } } }' });
  await post({ query: 'query ($n: Int) { books(first: $n) { title author { id } } }', variables: { n: 4 } });
  await post({ query: '{ books { pages } }' });
  await post({ query: '{ books {' });
  await post({ query: 'mutation { add(title: "") { title } }' });
  await post({ query: 'query ($n: Int) { books(first: $n) { title } }', variables: { n: 'four' } }, { accept: 'application/json' });
  const got = await fetch(`${url}?query=${encodeURIComponent('{ books(first: 1) { title } }')}`, { headers: { connection: 'close' } });
  console.log(got.status, await got.text());
  console.log((await fetch(url, { method: 'PUT', headers: { connection: 'close' } })).status);
  server.close();
});
const hello = buildSchema('type Query { hello(name: String = "you"): String! }');
console.log(validate(hello, parse('{ nope }')).map(({ message, locations }) => [message, locations]));
console.log(JSON.stringify(await graphql({ schema: hello, source: '{ a: hello b: hello(name: "x") }', rootValue: { hello: ({ name }) => `hello ${name}` } })));
