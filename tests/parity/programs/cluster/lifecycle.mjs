// Events of a worker from fork to exit, messages, and how it can end.
import cluster from 'node:cluster';
import { once } from 'node:events';
import net from 'node:net';

if (cluster.isPrimary) {
  cluster.setupPrimary({ args: ['first', 'second'], silent: false });
  console.log(cluster.settings.args, cluster.settings.silent, cluster.settings.execArgv);
  for (const name of ['fork', 'online']) cluster.on(name, (worker) => console.log('cluster', name, worker.id));
  // Which of the two comes first is not said when a process is killed.
  const ends = [];
  for (const name of ['disconnect', 'exit']) cluster.on(name, (worker, ...rest) => ends.push([name, worker.id, ...rest]));
  const end = async (how) => {
    const worker = cluster.fork({ HOW: how });
    const [, [told]] = await Promise.all([once(worker, 'online'), once(worker, 'message')]);
    console.log(how, told, worker.state);
    const gone = Promise.all([once(worker, 'disconnect'), once(worker, 'exit')]);
    if (how === 'kill') worker.kill();
    else if (how === 'kill with a signal') worker.kill('SIGINT');
    else if (how === 'disconnect') worker.disconnect();
    else worker.send({ how });
    await gone;
    console.log(worker.exitedAfterDisconnect, worker.isDead(), ends.splice(0).sort());
  };
  for (const how of ['kill', 'kill with a signal', 'disconnect', 'disconnects itself', 'kills itself', 'exits', 'throws']) await end(how);

  // A port that is taken is taken for workers, too.
  const server = net.createServer();
  await once(server.listen(0), 'listening');
  const worker = cluster.fork({ HOW: 'taken', PORT: server.address().port });
  const gone = Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]);
  console.log((await once(worker, 'message'))[0]);
  await gone;
  server.close();
} else {
  const { id } = cluster.worker;
  const { HOW, PORT } = process.env;
  if (HOW === 'taken') {
    net.createServer().on('error', ({ code, syscall }) => process.send([code, syscall], () => process.disconnect())).listen(Number(PORT));
  } else {
    if (HOW === 'throws') process.stderr.write = () => true;
    process.on('message', ({ how }) => {
      if (how === 'disconnects itself') cluster.worker.disconnect();
      else if (how === 'kills itself') cluster.worker.kill();
      else if (how === 'exits') process.exit(6);
      else process.nextTick(() => { process.on('uncaughtException', () => process.exit(8)); throw new Error('thrown'); });
    });
    process.send([id, cluster.isPrimary, cluster.worker.isConnected(), process.argv.slice(2), process.env.NODE_UNIQUE_ID]);
  }
}
