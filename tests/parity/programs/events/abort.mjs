const controller = new AbortController();
controller.signal.onabort = (event) => console.log('onabort', event.type);
controller.signal.addEventListener('abort', () => console.log('listener', controller.signal.reason.name));
console.log(controller.signal.aborted, controller.signal.reason);
controller.abort();
controller.abort('again');
console.log(controller.signal.aborted, controller.signal.reason.message, controller.signal.reason.code, controller.signal.reason instanceof DOMException);
try { controller.signal.throwIfAborted(); } catch (error) { console.log(error.name); }
const any = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(5)]);
any.addEventListener('abort', () => console.log('any', any.reason.name, any.reason.message, any.reason.code));
const alive = setTimeout(() => {}, 1000);
await new Promise((resolve) => any.addEventListener('abort', resolve));
console.log(AbortSignal.any([AbortSignal.abort('why')]).reason, AbortSignal.any([]).aborted);
console.log(controller, AbortSignal.abort(new Error('mine')).reason.message);
try { new AbortSignal(); } catch (error) { console.log(error.name, error.code, error.message); }
clearTimeout(alive);
AbortSignal.timeout(100_000);
const { transferableAbortController, aborted } = await import('node:util');
const resource = {};
const other = new AbortController();
aborted(other.signal, resource).then(() => console.log('aborted promise'));
other.abort();
