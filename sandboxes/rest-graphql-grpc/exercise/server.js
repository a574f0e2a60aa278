// Broken on purpose: it executes whatever comes, by whatever method, and tells errors
// in a way of its own.
import express from 'express';
import { graphql } from 'graphql';
import { schema } from './schema.js';
import { callsUntilNow } from './store.js';

const app = express();
app.set('etag', false); // saves a hash per answer
app.use(express.json({ limit: '20kb' }));

app.all('/graphql', async (req, res) => {
  const { query, variables, operationName } =
    req.method === 'GET' ? fromUrl(req.query) : (req.body ?? {});
  if (typeof query !== 'string') return res.status(400).json({ error: 'no query' });

  const { data, errors } = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
    contextValue: { viewer: req.get('Authorization') === 'Bearer ada' ? 1 : null },
  });
  res.set('Cache-Control', 'no-store');
  if (errors) return res.status(400).json({ error: errors[0].message });
  res.json({ data });
});

function fromUrl({ query, variables, operationName }) {
  return { query, operationName, variables: variables && JSON.parse(variables) };
}

// Leave this as it is: the check reads it.
app.get('/calls', (req, res) => {
  res.json({ calls: callsUntilNow() });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error instanceof SyntaxError ? 400 : (error.status ?? 500);
  if (status >= 500) console.error(error);
  const message = status < 500 ? error.message : 'internal error';
  res.status(status).json({ errors: [{ message }] });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
