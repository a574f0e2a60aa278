process.on('message', (message) => {
  if (message === 'end') process.disconnect();
  else process.send(message);
});
