import { get } from 'node:http';

const ask = (path) => new Promise((resolve) => get({ port: process.env.PORT, path, agent: false }, (response) => response.resume().on('end', resolve)));
await ask('/go');
console.log('the orphan prints');
await ask('/done');
