import { createServer } from 'node:http';

createServer((request, response) => response.end(process.argv[2])).listen(Number(process.argv[3]));
