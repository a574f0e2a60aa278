const target = new EventTarget();
const listener = (event) => console.log(event.type, event.target === target, event.eventPhase, event.isTrusted, event.defaultPrevented);
target.addEventListener('x', listener);
target.addEventListener('x', listener);
target.addEventListener('x', { handleEvent(event) { console.log('object', this !== target, event.constructor.name); event.preventDefault(); } });
target.addEventListener('x', () => console.log('once'), { once: true });
console.log(target.dispatchEvent(new Event('x', { cancelable: true })), target.dispatchEvent(new Event('x')));
target.addEventListener('y', (event) => { event.stopImmediatePropagation(); console.log('first', event.detail); });
target.addEventListener('y', () => console.log('never'));
target.dispatchEvent(new CustomEvent('y', { detail: { a: 1 } }));
const controller = new AbortController();
target.addEventListener('z', () => console.log('never'), { signal: controller.signal });
controller.abort();
target.dispatchEvent(new Event('z'));
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
target.addEventListener('t', () => { throw new Error('in a listener'); });
target.addEventListener('t', () => console.log('others run'));
console.log(target.dispatchEvent(new Event('t')));
for (const attempt of [() => new Event(), () => target.dispatchEvent('x'), () => target.addEventListener('x', 12), () => target.addEventListener()]) {
  try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(target, new Event('shown', { bubbles: true }).bubbles);
