import { two, name } from './columns-back.mjs'; export function one() { return name + two(new Error('in one').stack.split('\n')[1]); } export const late = () => { throw new Error('late'); };
import path from 'node:path';
console.log(one()); console.log(path.join('a', 'b') + new Error('after').stack.split('\n')[1]);
const values = [name, two, path.sep]; try { late(); } catch (error) { console.log(error.stack, values.length); }
async function later() { await 1; console.log(name, new Error('later').stack.split('\n')[1]); } await later();
    export const end = name; console.log(new Error('end').stack.split('\n')[1]);
name.not.there;
