// Add a name and run again: a host that lacks it says undefined.
const names = {
  'the language (ECMA-262)': ['Array', 'Promise', 'JSON', 'globalThis'],
  'web standards, offered by both hosts': [
    'console',
    'setTimeout',
    'fetch',
    'URL',
    'crypto',
  ],
  'Node': ['process', 'Buffer', 'setImmediate'],
  'browsers': ['window', 'document', 'alert'],
};

for (const [owner, list] of Object.entries(names)) {
  console.log(owner);
  for (const name of list) {
    console.log(`  ${name.padEnd(14)}${typeof globalThis[name]}`);
  }
}

const { node, v8, uv } = process.versions;
console.log(`\nNode ${node}: V8 ${v8}, libuv ${uv} and a library in JavaScript`);
