// Jobs by the clock on the wall, and a diary of who did what when, for all processes.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import cron from 'node-cron';

const diary = [];
const write = (who) => diary.push(`${new Date().toISOString()} ${who}`);
cron.schedule('*/5 * * * *', () => write('every five minutes'), { timezone: 'UTC' });

createServer(async (request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(diary.splice(0)));
  write(await text(request));
  response.end();
}).listen(5000);
