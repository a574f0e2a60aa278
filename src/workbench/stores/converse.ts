/** From a request to a WebSocket to the conversation over it. A chunk of its own. */
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { Conversation } from './conversation.ts';
import type { Answer, RequestTarget } from './answer.ts';
import { Received } from './received.ts';

/**
 * Opens it and sends the body of the request as the first message, as httpyac does.
 *
 * @param waiting the answer before there is one
 * @param signal drops the connection
 * @param tell is told of the answer when it is open, when it could not be opened, and when it is over
 */
export async function converse(
  target: RequestTarget,
  waiting: Answer,
  { body, ...request }: PreparedRequest,
  signal: AbortSignal,
  tell: (answer: Answer) => Answer,
): Promise<Answer> {
  const start = performance.now();
  const conversation = new Conversation();
  let open: Answer | null = null;
  const opened = await target.openSocket(request, {
    frame: (frame) => conversation.frame(frame),
    closed: (reason) => {
      conversation.closed(reason);
      if (open !== null) tell({ ...open, state: 'answered' });
    },
  });
  if ('reason' in opened) return tell({ ...waiting, state: 'failed', ...opened });
  const { socket } = opened;
  conversation.opened(socket);
  const none = new Uint8Array();
  const response = new Received(socket.response, { sent: none, received: none }, performance.now() - start);
  open = { ...waiting, response, conversation, state: conversation.ended === null ? 'receiving' : 'answered' };
  const drop = () => socket.destroy();
  if (signal.aborted) drop();
  else signal.addEventListener('abort', drop);
  if (body !== undefined) conversation.send(body);
  return tell(open);
}
