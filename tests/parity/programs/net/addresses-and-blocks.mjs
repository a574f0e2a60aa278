// isIP, BlockList, SocketAddress.
import net from 'node:net';

for (const text of ['127.0.0.1', '256.1.1.1', '1.2.3', '::1', '::', 'fe80::1%eth0', '::ffff:1.2.3.4', 'g::1', '1::2::3', '', ' 1.1.1.1', '01.1.1.1']) console.log(JSON.stringify(text), net.isIP(text), net.isIPv4(text), net.isIPv6(text));
const list = new net.BlockList();
list.addAddress('10.0.0.1');
list.addRange('10.1.0.1', '10.1.0.9');
list.addSubnet('192.168.0.0', 16);
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
console.log(list.rules);
for (const [address, family] of [['10.0.0.1'], ['10.0.0.2'], ['10.1.0.5'], ['192.168.7.7'], ['::ffff:10.0.0.1', 'ipv6'], ['8592:757c:efae:4e45:fb5d::', 'ipv6'], ['1::1', 'ipv6']]) console.log(address, list.check(address, family));
for (const attempt of [() => list.addRange('10.0.0.9', '10.0.0.1'), () => list.addSubnet('10.0.0.0', 40), () => list.addAddress('x'), () => list.check(5), () => new net.SocketAddress({ port: -1 })]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const address = new net.SocketAddress({ address: '1.2.3.4', port: 80 });
console.log(address, address.address, address.port, address.family, address.flowlabel, net.SocketAddress.isSocketAddress(address));
console.log(net.SocketAddress.parse('1.2.3.4:80'), net.SocketAddress.parse('[::1]:9'), net.SocketAddress.parse('nonsense'));
console.log(list, net.BlockList.isBlockList(list));
console.log(net.getDefaultAutoSelectFamily(), net.getDefaultAutoSelectFamilyAttemptTimeout());
