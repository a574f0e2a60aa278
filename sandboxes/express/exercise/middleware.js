import { randomUUID } from 'node:crypto';

/** Names the request, so that an answer can be found again in the log. */
export function requestId(req, res, next) {
  res.set('X-Request-Id', randomUUID());
  next();
}

/** Lets nobody pass without the key. */
export function requireKey(req, res, next) {
  if (req.get('Authorization') === 'Bearer open-sesame') return next();
  res.set('WWW-Authenticate', 'Bearer');
  res.status(401).json({ error: 'the key is missing or wrong' });
}

/** Answers what nobody else has answered. */
export function notFound(req, res) {
  res.status(404).json({ error: `there is nothing at ${req.path}` });
}

/** Answers when something has failed: with its message only if that is the client's. */
export function errors(error, req, res, next) {
  if (res.headersSent) return next(error); // Express cuts the connection
  const status = error.status < 500 ? error.status : 500;
  if (status === 500) console.error(error);
  const message = status < 500 ? error.message : 'something went wrong';
  res.status(status).json({ error: message });
}
