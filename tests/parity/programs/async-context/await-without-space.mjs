// Code as minifiers write it, with nothing between `await` and what begins with a bracket, a quote or a sign.
import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage();
const later=async(value)=>(await null,value);
async function short(){const a=await[1,2];const b=await(later({c:3})).then((x)=>x.c);const d=await"text";const e=await`t${a[0]}`;const f=await!a;const g=await{h:1};const i=await/r/g;const j=await(later((x)=>x*2));return[a,b,d,e,f,g,i,j(4),storage.getStore()]}
async function chained(){return(await(await import("node:path")).posix).join("a","b")+(await-1)+(await+"2")+storage.getStore()}
console.log(await storage.run('kept', short), await storage.run('too', chained));
console.log(String(short).includes('__'), String(short).length, String(chained).length);
