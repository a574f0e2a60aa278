/** V8's answer about a revoked proxy. */
const REVOKED = [null, null] as unknown as readonly [object, object];

/** Remembers the proxies that a program makes: util.inspect and util.types ask about them. */
export function watchProxies(): WeakMap<object, readonly [target: object, handler: object]> {
  const known = new WeakMap<object, readonly [target: object, handler: object]>();
  const Native = globalThis.Proxy;
  const remember = (proxy: object, target: object, handler: object): object => {
    known.set(proxy, [target, handler]);
    return proxy;
  };
  const Watched = new Native(Native, {
    construct: (_native, [target, handler]: [object, ProxyHandler<object>]) =>
      remember(new Native(target, handler), target, handler),
    get(native, key, receiver) {
      if (key !== 'revocable') return Reflect.get(native, key, receiver) as unknown;
      return (target: object, handler: ProxyHandler<object>) => {
        const revocable = Native.revocable(target, handler);
        const { proxy, revoke } = revocable;
        remember(proxy, target, handler);
        return {
          proxy,
          revoke(): void {
            revoke();
            known.set(proxy, REVOKED);
          },
        };
      };
    },
  });
  Object.defineProperty(globalThis, 'Proxy', { value: Watched, writable: true, configurable: true, enumerable: false });
  return known;
}
