console.log('commonjs', typeof require, module.id, module.filename, module.paths[0]);
console.log(require('./package.json').name);
