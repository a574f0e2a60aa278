import express from 'express';

Error.stackTraceLimit = 1; // one line of a stack is enough here

let count = 0;

/** Gives the request a number and its answer a header that says so. */
function id(req, res, next) {
  count += 1;
  res.set('X-Request-Id', String(count));
  next();
}

/** Writes a line when the answer is out, so it knows the status. */
function logger(req, res, next) {
  const { method, originalUrl } = req;
  res.on('finish', () => console.log(`${method} ${originalUrl} ${res.statusCode}`));
  next();
}

/** Lets nobody without the key see what is below /private. */
const auth = express.Router();
auth.use('/private', (req, res, next) => {
  if (req.get('Authorization') === 'Bearer open-sesame') return next();
  res.set('WWW-Authenticate', 'Bearer');
  res.status(401).json({ error: 'the key is missing or wrong' });
});

const routes = express.Router();
routes.get('/', (req, res) => {
  res.json({ shop: 'lamps' });
});
routes.get('/private', (req, res) => {
  res.json({ customers: ['Ada', 'Grace'] });
});
routes.post('/orders', (req, res) => {
  res.status(201).json({ ordered: req.body.item });
});
routes.get('/boom', () => {
  throw new Error('the lamp is broken');
});

/** Nobody has answered until here. */
function notFound(req, res) {
  res.status(404).json({ error: 'there is nothing here' });
}

/** Four parameters: Express calls it only when there is an error. */
function errors(error, req, res, next) {
  if (res.headersSent) return next(error);
  const status = error.status < 500 ? error.status : 500;
  const message = status < 500 ? error.message : 'something went wrong';
  res.status(status).json({ error: message });
}

export const parts = {
  id, logger, json: express.json(), auth, routes, notFound, errors,
};
