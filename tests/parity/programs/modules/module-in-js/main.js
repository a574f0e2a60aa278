import { name } from './lib/index.js';
console.log(name, typeof require);
require('fs');
