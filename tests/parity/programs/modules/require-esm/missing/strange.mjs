import { 'a(b' as c } from './b.mjs';
