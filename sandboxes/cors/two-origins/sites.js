// Two pages, each with an origin of its own: the shop’s, and somebody else’s.
import http from 'node:http';

const serve = (port, text) =>
  http
    .createServer((req, res) => {
      res.setHeader('Content-Type', 'text/html; charset=utf-8');
      res.end(`<!doctype html><title>${text}</title>\n`);
    })
    .listen(port);

serve(3002, 'The shop');
serve(3003, 'Pictures of cats');
