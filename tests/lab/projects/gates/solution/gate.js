import { createServer } from 'node:http';

const limit = Number(process.env.LIMIT);
let visitors = 0;
setInterval(() => (visitors = 0), 60_000);
createServer((request, response) => {
  visitors += 1;
  response.writeHead(visitors <= limit ? 200 : 429).end();
}).listen(process.env.PORT);
