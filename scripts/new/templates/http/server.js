import { createServer } from 'node:http';
import { readNote } from './note.js';
import { addNote, listNotes } from './store.js';

const LONGEST_BODY = 10_000;

const server = createServer(async (req, res) => {
  const answer = (status, value) => {
    res.writeHead(status, { 'Content-Type': 'application/json' });
    res.end(`${JSON.stringify(value)}\n`);
  };
  if (req.url !== '/notes') return answer(404, { problem: 'There is only /notes.' });
  if (req.method === 'GET') return answer(200, listNotes());
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'GET, POST');
    return answer(405, { problem: 'Use GET or POST.' });
  }
  try {
    const { text, problem } = readNote(JSON.parse(await readBody(req)));
    if (problem !== undefined) return answer(422, { problem });
    answer(201, addNote(text));
  } catch (error) {
    answer(400, { problem: error.message });
  }
});

async function readBody(req) {
  let body = '';
  for await (const part of req.setEncoding('utf8')) {
    body += part;
    if (body.length > LONGEST_BODY) throw new Error('The body is too long.');
  }
  return body;
}

const port = process.env.PORT ?? 3000;
server.listen(port, () => console.log(`Listening on http://localhost:${port}`));
