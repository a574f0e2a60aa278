import { createServer } from 'node:http';

// Another company's server. On a good day it answers everything as it does /price.
createServer((req, res) => {
  if (req.url === '/price') {
    res.setHeader('Content-Type', 'application/json');
    return res.end('{ "cents": 490 }');
  }
  if (req.url === '/garbled') return res.end('<h1>Internal Server Error</h1>');
  if (req.url === '/slow') return; // answers nothing
  res.statusCode = 404;
  res.end();
}).listen(4000);
