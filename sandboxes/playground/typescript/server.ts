import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { greet } from './greeting.ts';

function answer(req: IncomingMessage, res: ServerResponse): void {
  const { searchParams } = new URL(req.url ?? '/', 'http://localhost');
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(greet(searchParams.get('name'))));
}

const port = process.env.PORT ?? 3000;
createServer(answer).listen(port, () => console.log(`Listening on http://localhost:${port}`));
