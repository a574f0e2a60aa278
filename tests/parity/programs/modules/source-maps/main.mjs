// node: --enable-source-maps
// Stacks of compiled files name their sources: from a map beside the file and from one inside it.
import { findSourceMap, getSourceMapsSupport, setSourceMapsSupport } from 'node:module';
import common from './shop.cjs';
import { fill } from './shop.mjs';

const stackOf = (fill) => {
  try {
    fill({ name: 'pear', price: 1 }, { name: 'plum', price: -1 });
  } catch (error) {
    console.log(error.stack);
  }
};
console.log(getSourceMapsSupport(), process.sourceMapsEnabled);
stackOf(common.fill);
stackOf(fill);
const map = findSourceMap(new URL('shop.cjs', import.meta.url).pathname);
console.log(map.payload.sources, map.findEntry(30, 10), findSourceMap(import.meta.filename));
setSourceMapsSupport(false);
stackOf(common.fill);
setSourceMapsSupport(true);
common.fill({ name: 'nothing', price: -2 });
