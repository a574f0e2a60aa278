// Broken on purpose: it passes traceparent on, and never reads one.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const current = new AsyncLocalStorage();
const id = (bytes) => randomBytes(bytes).toString('hex');

/** Middleware: each request is a span of a trace. */
export function traced(req, res, next) {
  current.run({ traceId: id(16), spanId: id(8), flags: '01' }, next);
}

/** What goes with a call to the next service. */
export function traceparent() {
  const { traceId, spanId, flags } = current.getStore();
  return `00-${traceId}-${spanId}-${flags}`;
}

/** The ids of the request that is being handled, for the log. */
export function here() {
  const { traceId, spanId, parentId } = current.getStore();
  return { trace_id: traceId, span_id: spanId, parent_id: parentId };
}
