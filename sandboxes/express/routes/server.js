import express from 'express';
import { orders } from './orders.js';

const app = express();

/** Answers with what this handler sees of the request. */
const tell = (handler) => (req, res) => {
  const { baseUrl, url, params } = req;
  res.json({ handler, baseUrl, url, params });
};

// Broken on purpose: /lamps/new is never reached.
app.get('/lamps/:id', tell('a lamp'));
app.get('/lamps/new', tell('the form for a new lamp'));

// The same pair with a handler in front that leaves the route.
const digits = (req, res, next) =>
  /^\d+$/.test(req.params.id) ? next() : next('route');
app.get('/clocks/:id', digits, tell('a clock'));
app.get('/clocks/new', tell('the form for a new clock'));

// Two routers at one path: the first is for the staff, who say so in a header.
const staff = express.Router();
staff.use((req, res, next) => (req.get('X-Staff') ? next() : next('router')));
staff.get('/', tell('prices with our margin'));
app.use('/prices', staff);
app.get('/prices', tell('prices'));

app.use('/customers/:customer/orders', orders(express.Router(), tell));
app.use('/people/:customer/orders', orders(express.Router({ mergeParams: true }), tell));

app.get('/files/*path', tell('a file'));

app.use(tell('nobody'));

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
