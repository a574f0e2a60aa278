console.log('commonjs', typeof require, module.id, module.filename, module.paths.slice(0, 2));
console.log(require('./package.json').name);
