/** Waiting until a session's programs listen. */
import type { Result, Session } from '../engine.ts';
import { failure } from './failure.ts';

/**
 * @param ended whether the session has ended
 * @param port any if left out
 * @param timeout milliseconds
 */
export function waitForPort(
  session: Pick<Session, 'processes' | 'subscribe'>,
  ended: () => boolean,
  port?: number,
  timeout = 15_000,
): Promise<Result<{ port: number }>> {
  const { promise, resolve } = Promise.withResolvers<Result<{ port: number }>>();
  const check = (): void => {
    const all = session.processes();
    const found = all.flatMap(({ ports }) => ports).find((open) => port === undefined || open === port);
    if (found !== undefined) resolve({ ok: true, port: found });
    else if (ended()) resolve(failure('disposed', 'The session has ended.'));
    else if (all.every(({ state }) => state === 'exited')) {
      const code = all[0]?.exitCode;
      resolve(
        failure(
          'project',
          `The program ended${code ? ` with exit code ${code}` : ''} without listening on a port. Its log says why.`,
        ),
      );
    }
  };
  const stop = session.subscribe(check);
  const timer = setTimeout(
    () =>
      resolve(
        failure(
          'timeout',
          `Nothing listened on ${port === undefined ? 'any port' : `port ${port}`} within ${timeout / 1000} seconds. Does the program call listen()?`,
        ),
      ),
    timeout,
  );
  check();
  return promise.finally(() => {
    stop();
    clearTimeout(timer);
  });
}
