/** `internalBinding('inspector')` (src/inspector_js_api.cc): the inspector, to which nothing can connect. */
import { absent } from '../absent.ts';

export const createInspectorBinding = (): object => ({
  isEnabled: () => false,
  console: {},
  url: () => undefined,
  open() {},
  waitForDebugger: () => false,
  setConsoleExtensionInstaller() {},
  Connection: absent('The inspector', 'Use console.log.'),
  MainThreadConnection: absent('The inspector', 'Use console.log.'),
});
