import dns from 'node:dns';
import { promisify } from 'node:util';

console.log(await promisify(dns.lookup)('127.0.0.1'), await dns.promises.lookup('::1'));
const { address, family } = await dns.promises.lookup('localhost', { family: 4 });
console.log(address, family);
console.log(await dns.promises.lookup('127.0.0.1', { all: true }));
const error = await dns.promises.lookup('no-such-host.invalid').catch((problem) => problem);
console.log(error.name, error.code, error.syscall, error.hostname, error.message, error.errno);
await new Promise((resolve) => dns.lookup('no-such-host.invalid', (problem, ...rest) => resolve(console.log(problem.code, rest))));
for (const attempt of [() => dns.lookup(5, () => {}), () => dns.lookup('x'), () => dns.lookup('x', { family: 7 }, () => {}), () => dns.lookup('x', { hints: 1 << 10 }, () => {}), () => dns.setDefaultResultOrder('x')]) {
  try {
    attempt();
  } catch (thrown) {
    console.log(thrown.code, thrown.message);
  }
}
console.log(dns.getDefaultResultOrder(), dns.NOTFOUND, dns.ADDRCONFIG, typeof dns.Resolver);
await new Promise((resolve) => dns.lookup('', (problem, none, no) => resolve(console.log(problem, none, no))));
dns.lookupService('127.0.0.1', 80, (problem, hostname, service) => console.log(problem?.code, hostname, service));
