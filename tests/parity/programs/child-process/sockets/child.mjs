let taken;
process.on('message', (message, handle) => {
  if (message === 'server') {
    taken = handle;
    handle.on('connection', (socket) => socket.once('data', (text) => socket.end(`server answers ${text}`)));
    process.send(handle.address().port);
  } else if (message === 'connection') {
    handle.once('data', (text) => handle.end(`child answers ${text}`));
    handle.resume();
  } else {
    handle.once('data', (text) => handle.end(`after ${message.first}: ${text}`));
    handle.resume();
    process.send('has it');
  }
});
process.on('disconnect', () => taken?.close());
