const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => { console.log('message', message); port2.close(); });
port2.on('close', () => console.log('closed'));
port1.postMessage({ hello: ['world', new Date(1)] });
console.log(await structuredClone(new Blob(['cloned'])).text());
