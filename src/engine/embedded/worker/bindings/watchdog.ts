/** `internalBinding('watchdog')` (src/node_watchdog.cc): ending a script at SIGINT, which never comes to one. */
class TraceSigintWatchdog {
  start(): number {
    return 0;
  }
  ref(): void {}
  unref(): void {}
  hasRef(): boolean {
    return false;
  }
  close(): void {}
  getAsyncId(): number {
    return 0;
  }
}

export const createWatchdogBinding = (): object => ({ TraceSigintWatchdog });
