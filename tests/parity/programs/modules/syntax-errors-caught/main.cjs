const fs = require('node:fs');
const sources = ['let a = ;', 'let a; let a;', 'return 1; }', 'await 1;', 'for (', '`unclosed', '({ a: 1, }', 'yield = 1; "use strict"; with (a) {}', 'import "x"; let a = ;', 'function f(a, a) { "use strict" }', '1 = 2', 'break;', 'label: label: 1', 'delete x; "use strict"'];
sources.forEach((source, index) => {
  fs.writeFileSync(`${__dirname}/source-${index}.cjs`, source);
  try {
    require(`./source-${index}.cjs`);
    console.log(index, 'ran');
  } catch (error) {
    console.log(index, error.name, error.message);
    console.log(error.stack.split('\n').slice(0, 6).join('\n'));
  }
});
