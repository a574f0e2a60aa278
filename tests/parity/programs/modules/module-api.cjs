const module_ = require('node:module');
console.log(module_.builtinModules.includes('fs'), module_.builtinModules.length > 50, module_.isBuiltin('node:fs'), module_.isBuiltin('fs/promises'), module_.isBuiltin('x'), module_.isBuiltin('node:test'), module_.isBuiltin('test'));
const require2 = module_.createRequire('/home/reader/other/file.js');
try {
  require2('./x');
} catch (error) {
  console.log(error.code, error.message);
}
console.log(process.getBuiltinModule('fs') === require('fs'), process.getBuiltinModule('none'));
console.log(module_.wrap('x'), module_._nodeModulePaths('/a/b'), module_.findPackageJSON === undefined);
console.log(require('fs') === require('node:fs'), require('module') === module_);
const m = new module_('virtual');
m._compile('module.exports = { line: new Error("x").stack.split("\\n")[1] }', '/virtual.js');
console.log(m.exports);
console.log(Object.getOwnPropertyNames(globalThis).includes('require'), typeof exports, arguments.length);
