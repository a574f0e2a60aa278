const util = require('node:util');
const { promisify, callbackify, inherits, isDeepStrictEqual, stripVTControlCharacters, styleText, toUSVString, types, parseArgs, MIMEType, parseEnv, getSystemErrorName, getSystemErrorMessage, getSystemErrorMap, deprecate, diff, isArray } = util;
promisify((a, callback) => callback(null, a + 1))(1).then((value) => console.log('promisified', value));
promisify((callback) => callback(new Error('failed')))().catch((error) => console.log(error.message));
callbackify(async (x) => x * 2)(21, (error, value) => console.log('callbackified', error, value));
callbackify(() => Promise.reject(null))((error) => console.log(error.code, error.message, error.reason));
function Old() {}
function Base() {}
Base.prototype.hi = () => 'hi';
inherits(Old, Base);
console.log(new Old().hi(), Old.super_ === Base, new Old());
console.log(isDeepStrictEqual({ a: [1, { b: new Map([[1, new Set([2])]]) }] }, { a: [1, { b: new Map([[1, new Set([2])]]) }] }), isDeepStrictEqual([1], ['1']), isDeepStrictEqual(NaN, NaN), isDeepStrictEqual(0, -0), isDeepStrictEqual(new Date(1), new Date(1)), isDeepStrictEqual(/a/g, /a/i), isDeepStrictEqual([, 1], [undefined, 1]));
console.log(stripVTControlCharacters('\u001b[31mred\u001b[0m'), toUSVString('a\ud800'), JSON.stringify(styleText('red', 'text')), JSON.stringify(styleText(['bold', 'underline'], 'x', { validateStream: false })));
console.log(types.isPromise(Promise.resolve()), types.isRegExp(/x/), types.isDate(new Date()), types.isProxy(new Proxy({}, {})), types.isMap(new Map()), types.isAsyncFunction(async () => {}), types.isGeneratorFunction(function* () {}), types.isNativeError(new TypeError()), types.isBoxedPrimitive(Object(1)), types.isTypedArray(Buffer.alloc(1)), types.isUint8Array(Buffer.alloc(1)), types.isAnyArrayBuffer(new ArrayBuffer(1)), types.isSymbolObject(Object(Symbol())), types.isModuleNamespaceObject({}), types.isArgumentsObject((function () { return arguments; })()), types.isSetIterator(new Set().values()), types.isGeneratorObject((function* () {})()), types.isWeakMap(new WeakMap()), types.isExternal({}), types.isDataView(new DataView(new ArrayBuffer(1))), types.isNativeError(Object.create(Error.prototype)));
console.log(parseArgs({ args: ['-f', '--bar', 'b', 'pos', '--no-color', '--', '-x'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' }, color: { type: 'boolean' }, d: { type: 'string', default: 'def' } }, allowPositionals: true, allowNegative: true, tokens: true }));
for (const args of [['--unknown'], ['--bar'], ['pos'], ['--f=1']]) {
  try { parseArgs({ args, options: { f: { type: 'boolean' }, bar: { type: 'string' } } }); } catch (error) { console.log(error.code, error.message); }
}
const mime = new MIMEType('Text/HTML; charset="utf-8"; q=1');
console.log(mime.type, mime.subtype, mime.essence, mime.params.get('charset'), String(mime), mime);
try { new MIMEType('bad'); } catch (error) { console.log(error.code, error.message); }
console.log(parseEnv('A=1\nB="two words" # note\n#C=3\nexport D=\'4\'\nE=\nF=`x`\nG=a b # c\n'), getSystemErrorName(-2), getSystemErrorMessage(-13), getSystemErrorMap().get(-98));
console.log(diff('a\nb\nc', 'a\nx\nc'), util.debuglog('none').enabled, util.types === types, isArray([]), util.TextDecoder === TextDecoder, util.getCallSites(1)[0].scriptName.endsWith('misc.cjs'), util.getCallSites()[0].lineNumber);
try { promisify('x'); } catch (error) { console.log(error.code, error.message); }
// Without arguments of its own parseArgs() reads those of the process.
process.argv.push('--name', 'x', '-vv', 'rest');
console.log(util.parseArgs({ options: { name: { type: 'string' }, verbose: { type: 'boolean', short: 'v', multiple: true } }, allowPositionals: true }));
console.log(Object.create(Object.create(null)));
try { process.chdir('/not/there'); } catch (error) { console.log(error); }
