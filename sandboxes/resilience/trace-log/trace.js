import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { log } from './log.js';
import { count } from './metrics.js';

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;
const current = new AsyncLocalStorage();

/** @returns what a traceparent says, or null when it is not valid */
export function parse(header = '') {
  const [, version, traceId, parentId, flags, more] = FORM.exec(header) ?? [];
  if (!version || version === 'ff') return null;
  if (version === '00' && more) return null; // later versions may be longer
  if (ZEROS.test(traceId) || ZEROS.test(parentId)) return null;
  return { traceId, parentId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** A span below the current one, or below what a neighbor has sent, or a first one. */
function begin(from) {
  const start = Date.now();
  const spanId = randomBytes(8).toString('hex');
  if (from) return { ...from, spanId, start };
  return { traceId: randomBytes(16).toString('hex'), spanId, sampled: true, start };
}

const ids = ({ traceId, spanId, parentId }) =>
  ({ trace_id: traceId, span_id: spanId, parent_id: parentId });
const times = ({ start }) => ({ start, duration_ms: Date.now() - start });

/** Middleware: each request is a span, and one line when it is over. */
export function traced(req, res, next) {
  const span = begin(parse(req.get('traceparent')));
  const { method, path } = req;
  res.once('close', () => {
    const status = res.writableFinished ? res.statusCode : 499; // the caller has left
    const took = times(span);
    count(`${method} ${req.route?.path ?? '(none)'}`, status, took.duration_ms);
    const level = status >= 500 ? 'error' : 'info'; // an error is kept, sampled or not
    if (!span.sampled && level === 'info') return;
    log(level, `${method} ${path}`, { ...ids(span), status, ...took });
  });
  current.run(span, next);
}

/** Does a part of the work, and writes it down as a span of its own. */
export async function span(name, work) {
  const { traceId, sampled, spanId: parentId } = current.getStore();
  const mine = begin({ traceId, sampled, parentId });
  try {
    return await current.run(mine, work);
  } finally {
    if (sampled) log('info', name, { ...ids(mine), ...times(mine) });
  }
}

/** What goes with a call to the next service. */
export function traceparent() {
  const { traceId, spanId, sampled } = current.getStore();
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

/** The ids of the request that is being handled, for lines of one's own. */
export const here = () => ids(current.getStore());
