/**
 * The one HTTP/1.1 client: the reader's requests in either engine, and the recorder's in real Node. It sends one
 * request on one connection, in bytes that the caller can see, and keeps everything that went over the wire.
 */
import type { Connection, Failure, HttpRequest, HttpResponse, RequestOptions, Result, Session } from '../engine.ts';
import { failure } from './failure.ts';
import { encodeRequest } from './http-request.ts';
import { ResponseReader } from './http-response.ts';

/**
 * Sends `request` and resolves with the response, or with a failure that says why there is none.
 *
 * @param connect opens the connection: a session's `connect`, or one over a socket of Node's
 * @param timeout milliseconds on the machine's clock, from the first attempt to connect to the last byte of the answer;
 *   to the last byte of its head if somebody follows it
 */
export function sendRequest(
  connect: Session['connect'],
  request: HttpRequest,
  timeout: number,
  { follow, signal }: Pick<RequestOptions, 'follow' | 'signal'> = {},
): Promise<Result<{ response: HttpResponse }>> {
  const sent = encodeRequest(request);
  if ('ok' in sent) return Promise.resolve(sent);
  if (signal?.aborted) return Promise.resolve(stopped());
  const { promise, resolve, reject } = Promise.withResolvers<Result<{ response: HttpResponse }>>();
  const reader = new ResponseReader(request.method, {
    head(head) {
      if (!follow) return;
      clearTimeout(timer);
      follow.head(head, wireOf(sent, reader));
    },
    body: (bytes) => follow?.body(bytes),
  });
  const start = performance.now();
  let connection: Connection | undefined;
  let done = false;

  /** @param result `whole` when the bytes so far are the answer; a failure, when they are at most a part of it */
  const finish = (result: 'whole' | Failure): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    connection?.destroy();
    const { head } = reader;
    if (!head || (result !== 'whole' && !follow)) return resolve(result as Failure);
    const { body, received } = reader;
    const response = { ...head, body, time: performance.now() - start, wire: { sent, received } };
    return resolve({ ok: true, response: result === 'whole' ? response : { ...response, broken: result.reason } });
  };
  const take = (result: 'whole' | Failure | undefined): void => {
    if (result) finish(result);
  };
  const abort = (): void => finish(stopped());
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
  signal?.addEventListener('abort', abort);
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
    if (!opened.ok) return finish(opened);
    connection = opened.connection;
    if (done) connection.destroy();
    else void connection.write(sent);
    return undefined;
  }, reject);
  return promise;
}

const stopped = (): Failure => failure('stopped', 'Reading was stopped before the answer was whole.');

/** The bytes on the wire; those that were received are joined only when somebody reads them. */
function wireOf(sent: Uint8Array, reader: ResponseReader): HttpResponse['wire'] {
  return {
    sent,
    get received() {
      return reader.received;
    },
  };
}
