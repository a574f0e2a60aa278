/** What Node's library expects of the language and some browser lacks. */


export function installPolyfills(): void {
  for (const name of ['dispose', 'asyncDispose'] as const) {
    if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
  }
  const NativeError = Error as Partial<ErrorConstructor> & (new () => Error);
  if (typeof NativeError.captureStackTrace !== 'function') {
    Object.defineProperty(Error, 'captureStackTrace', {
      configurable: true,
      writable: true,
      value(target: object): void {
        const { stack } = new NativeError();
        Object.defineProperty(target, 'stack', { value: `${String(target)}\n${stack ?? ''}`, configurable: true, writable: true });
      },
    });
  }
  if (!('stackTraceLimit' in Error)) Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: true, configurable: true, enumerable: true });
}
