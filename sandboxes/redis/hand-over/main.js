import { createClient } from 'redis';
import { listen } from './redis/server.js';
import { channel, move, pop, stream } from './ways.js';

const server = listen(6379);
const connect = () =>
  createClient()
    .on('error', (error) => console.error('redis:', error.message))
    .connect();

/** Sends the mails; at the third, this worker dies before or after it has sent it. */
async function work(way, worker, sent, dies) {
  const client = await connect();
  await way.start(client);
  if (worker === 'A') await sendMails(way, ['2', '3', '4']);
  else await way.recover(client, worker, 'A');
  for (let mail; (mail = await way.take(client, worker)); ) {
    const text = mail.text ?? mail;
    if (text === '3' && dies === 'before') break;
    sent.push(text);
    if (text === '3' && dies === 'after') break;
    await way.done(client, worker, mail);
  }
  await way.dies(client);
  client.destroy();
}

async function sendMails(way, mails) {
  const client = await connect();
  for (const mail of mails) await way.send(client, mail);
  client.destroy();
}

async function play(way, dies) {
  const admin = await connect();
  await admin.del(['mails', 'mails:A', 'mails:B']);
  admin.destroy();
  const sent = [];
  await sendMails(way, ['1']); // nobody works yet
  await work(way, 'A', sent, dies);
  await work(way, 'B', sent);
  return report(sent);
}

function report(sent) {
  const times = (mail) => sent.filter((text) => text === mail).length;
  const mails = ['1', '2', '3', '4'];
  const lost = mails.filter((mail) => times(mail) === 0);
  const twice = mails.filter((mail) => times(mail) > 1);
  if (lost.length > 0) return `lost ${lost.join(' ')}`;
  return twice.length > 0 ? `${twice.join(' ')} twice` : 'each once';
}

console.log('Mails 1 to 4. A worker dies at mail 3, and another takes over.\n');
console.log('way                      dies before sending   dies after sending');
for (const way of [channel, pop, move, stream]) {
  const results = [await play(way, 'before'), await play(way, 'after')];
  console.log(way.title.padEnd(25) + results[0].padEnd(22) + results[1]);
}
server.close();
