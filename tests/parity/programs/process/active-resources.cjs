// What keeps this process running?
const net = require('node:net');
const only = /Server|Socket|Timeout|Immediate/;
const resources = () => process.getActiveResourcesInfo().filter((name) => only.test(name)).sort().join();
const has = (object) => process._getActiveHandles().includes(object);
console.log('at first', resources());
const server = net.createServer((socket) => {
  console.log('connected', resources(), has(socket));
  socket.end();
}).listen(0, '127.0.0.1', () => {
  const timer = setInterval(() => {}, 1000);
  console.log('listening', resources(), has(server));
  const immediate = setImmediate(() => {});
  console.log('immediate', resources());
  clearImmediate(immediate);
  timer.unref();
  server.unref();
  console.log('unref', resources(), has(server));
  server.ref();
  const client = net.connect(server.address().port, '127.0.0.1').resume().on('close', () => {
    setTimeout(() => {
      console.log('closed', resources(), has(client));
      server.close(() => setImmediate(() => {
        console.log('none', resources(), has(server));
        clearInterval(timer);
      }));
    }, 20);
  });
});
