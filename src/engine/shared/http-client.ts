/**
 * The one HTTP/1.1 client: the reader's requests in either engine, and the recorder's in real Node. It sends one
 * request on one connection, in bytes that the caller can see, and keeps everything that went over the wire.
 */
import type { Connection, Failure, HttpRequest, HttpResponse, Result, Session } from '../engine.ts';
import { failure } from './failure.ts';
import { encodeRequest } from './http-request.ts';
import { ResponseReader, type Answer } from './http-response.ts';

/**
 * Sends `request` and resolves with the response, or with why there is none.
 *
 * @param connect opens the connection: a session's `connect`, or one over a socket of Node's
 * @param timeout milliseconds on the machine's clock, from the first attempt to connect to the last byte of the answer
 */
export function sendRequest(
  connect: Session['connect'],
  request: HttpRequest,
  timeout: number,
): Promise<Result<{ response: HttpResponse }>> {
  const sent = encodeRequest(request);
  if ('ok' in sent) return Promise.resolve(sent);
  const { promise, resolve, reject } = Promise.withResolvers<Result<{ response: HttpResponse }>>();
  const reader = new ResponseReader(request.method);
  const start = performance.now();
  let connection: Connection | undefined;
  let done = false;

  const finish = (result: Result<{ response: HttpResponse }>): void => {
    done = true;
    clearTimeout(timer);
    connection?.destroy();
    resolve(result);
  };
  const take = (answer: Answer | Failure | undefined): void => {
    if (!answer) return;
    if ('ok' in answer) return finish(answer);
    const time = performance.now() - start;
    finish({ ok: true, response: { ...answer, time, wire: { sent, received: reader.received } } });
  };
  const timer = setTimeout(
    () =>
      finish(
        failure(
          'timeout',
          `No answer within ${timeout / 1000} seconds. The server may be busy, or the handler may never answer.`,
        ),
      ),
    timeout,
  );
  connect(request.port, {
    data(bytes) {
      if (!done) take(reader.push(bytes));
    },
    end() {
      if (!done) take(reader.end());
    },
    close(reset) {
      if (done) return;
      if (reset) finish(failure('reset', 'The connection was reset: the server process ended or dropped it.'));
      else take(reader.end());
    },
  }).then((opened) => {
    if (!opened.ok) {
      if (!done) finish(opened);
      return;
    }
    connection = opened.connection;
    if (done) connection.destroy();
    else void connection.write(sent);
  }, reject);
  return promise;
}
