import { createServer } from 'node:http';

createServer((request, response) => response.end('12 lamps')).listen(4000);
