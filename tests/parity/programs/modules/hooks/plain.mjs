import { value } from 'virtual:number';
import * as fs from 'app:fs';
export const seen = `${value} ${typeof fs.readFileSync} ${import.meta.url.split('/').at(-1)}`;
