import { createServer } from 'node:http'; const place = () => new Error('x').stack.split('\n')[2].replace(/^.*\//, ''); console.log(place(), typeof createServer);
import { readFile } from 'node:fs/promises'; import { join } from 'node:path'; console.log(place(), typeof readFile, join('a', 'b'));
console.log(place());
