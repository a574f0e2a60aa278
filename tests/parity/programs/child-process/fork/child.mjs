const { argv, env, execArgv, connected } = process;
process.on('message', (message) => {
  if (message?.number !== undefined) process.send(message);
  else if (message !== 'with a callback') process.send({ message, argv: argv.slice(2), word: env.WORD, channel: env.NODE_CHANNEL_FD, execArgv, connected, ppid: process.ppid > 0 });
});
