const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => { console.log('message', message); port2.close(); });
port1.postMessage({ hello: ['world', new Date(1)] });
await new Promise((resolve) => port2.on('close', () => resolve(console.log('closed'))));
console.log(await structuredClone(new Blob(['cloned'])).text());
