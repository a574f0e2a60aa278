/** `internalBinding('os')` (src/node_os.cc). */
import type { Facts } from '../facts.ts';
import { cores } from '../machine.ts';

export function createOsBinding(facts: Facts, monotonic: () => number, env: () => NodeJS.ProcessEnv): object {
  return {
    ...facts.bindings['os'],
    isBigEndian: false,
    getHostname: () => 'port3000',
    getLoadAvg(fields: Float64Array): void {
      fields.fill(0);
    },
    getUptime: () => monotonic() / 1000,
    getTotalMem: () => 2 ** 32,
    getFreeMem: () => 2 ** 31,
    getCPUs: () => Array.from({ length: cores }, () => ['browser', 0, 0, 0, 0, 0, 0]).flat(),
    getInterfaceAddresses: () => ['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
    getHomeDirectory: () => env()['HOME'] ?? '/home/reader',
    getUserInfo: () => ({ uid: 1000, gid: 1000, username: 'reader', homedir: '/home/reader', shell: '/bin/sh' }),
    setPriority: () => 0,
    getPriority: () => 0,
    getAvailableParallelism: () => cores,
    getOSInformation: () => ['Linux', '#1 SMP', '6.1.0', 'wasm32'],
  };
}
