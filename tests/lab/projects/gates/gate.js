import { createServer } from 'node:http';

let visitors = 0;
createServer((request, response) => {
  visitors += 1;
  response.writeHead(visitors <= 2 ? 200 : 429).end();
}).listen(process.env.PORT);
