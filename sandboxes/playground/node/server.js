import { createServer } from 'node:http';

const server = createServer((req, res) => {
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ method: req.method, path: req.url }));
});

const port = process.env.PORT ?? 3000;
server.listen(port, () => console.log(`Listening on http://localhost:${port}`));
