import express from 'express';
import { GraphQLError, parse } from 'graphql';
import { createHandler } from 'graphql-http';
import { createStore } from './database.js';
import { documents } from './documents.js';
import { limitRule } from './limits.js';
import { createLoaders } from './loaders.js';
import { createSchema } from './schema.js';
import { trial } from './trial.js';

const app = express();
app.use(express.json({ limit: '20kb' }));

/** GraphQL at an address. What is not named stays as graphql-http has it. */
function serve(path, { batch, ...options }) {
  const handle = createHandler({
    context: ({ context }) => context,
    parse: (source) => parse(source, { maxTokens: 1000 }),
    validationRules: (req, { variableValues }, rules) =>
      [...rules, limitRule(variableValues ?? {})],
    formatError,
    ...options,
  });

  app.all(path, async (req, res) => {
    const store = createStore();
    const viewer = req.get('Authorization') === 'Bearer grace' ? 1 : null;
    const [body, { status, headers }] = await handle({
      url: req.originalUrl,
      method: req.method,
      headers: req.headers,
      body: req.body,
      context: { store, load: createLoaders(store, { batch }), viewer },
    });
    res.status(status).type('json').set(headers ?? {});
    res.vary('Accept').vary('Authorization'); // both decide what is answered
    res.set('SQL-Statements', String(store.total()));
    // An answer with errors may be another one the next time.
    const keep = req.method === 'GET' && status === 200 && !JSON.parse(body).errors;
    res.set('Cache-Control', keep ? 'max-age=60' : 'no-store');
    res.send(body ?? '');
    if (store.total() > 0) console.log(`${path}: ${JSON.stringify(store.statements)}`);
  });
}

/** What we meant to say is said; what has happened to us is for our log alone. */
function formatError(error) {
  const { originalError, nodes, path } = error;
  if (!originalError || originalError instanceof GraphQLError) return error;
  console.error(originalError);
  return new GraphQLError('internal error', { nodes, path });
}

/** `documentId` instead of `query`: one of the documents that we know. */
function parseRequestParams({ url, method }) {
  const params = new URLSearchParams(url.split('?')[1]);
  const id = params.get('documentId');
  if (method !== 'GET' || id === null) return undefined; // as usual, then
  const query = documents.get(id);
  if (query === undefined) throw new Error('no such document'); // 400
  try {
    return { query, variables: JSON.parse(params.get('variables') ?? '{}') };
  } catch {
    throw new Error('variables are JSON');
  }
}

serve('/graphql', {
  schema: createSchema(),
  batch: true,
  parseRequestParams,
});
serve('/without-loader', { schema: createSchema(), batch: false });
serve('/taught', { schema: createSchema(['Query']), batch: true });

app.get('/trial', async (req, res) => {
  res.type('text').send(await trial());
});

// A body that express.json() cannot read.
app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ errors: [{ message: error.message }] });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
