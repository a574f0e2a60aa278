import express from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

// You play the proxy: the last address in X-Forwarded-For is the one that it saw,
// everything before it is what the client claimed. One request a minute each.

function shop(trustProxy) {
  const app = express();
  app.set('trust proxy', trustProxy);
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: 1,
      // An IPv6 customer owns at least a /64: one counter for each /56.
      keyGenerator: (req) => ipKeyGenerator(req.ip, 56),
      legacyHeaders: false, // the previous sandbox is about header fields
      handler: (req, res) => {
        res.status(429).set('Retry-After', '60');
        res.json({ refused: true, ...counted(req) });
      },
    }),
  );
  app.get('/', (req, res) => res.json({ refused: false, ...counted(req) }));
  return app;
}

const counted = (req) => {
  const byConnection = req.ip === req.socket.remoteAddress;
  return { countedAs: byConnection ? 'the connection' : ipKeyGenerator(req.ip, 56) };
};

const app = express();
app.use('/trust-none', shop(false)); // the default: believes only the connection
app.use('/trust-all', shop(true)); // broken on purpose: believes the client
app.use('/trust-one', shop(1)); // believes the one proxy in front

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
