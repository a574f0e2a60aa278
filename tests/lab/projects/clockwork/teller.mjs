// Tells the diary each time that one of its timers fires: node teller.mjs name port milliseconds
import { createServer, request } from 'node:http';

const [name, port, period] = process.argv.slice(2);
createServer((incoming, response) => {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    if (count === 3) clearInterval(timer);
    request({ port: 5000, host: '127.0.0.1', method: 'POST', agent: false }).end(`${name} ${count}`);
  }, Number(period));
  response.end();
}).listen(Number(port));
