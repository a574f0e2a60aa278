import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const current = new AsyncLocalStorage();
const id = (bytes) => randomBytes(bytes).toString('hex');

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/** @returns what a traceparent says, or null when it is not valid */
function parse(header = '') {
  const [, version, traceId, parentId, flags, more] = FORM.exec(header) ?? [];
  if (!version || version === 'ff') return null;
  if (version === '00' && more) return null; // later versions may be longer
  if (ZEROS.test(traceId) || ZEROS.test(parentId)) return null;
  return { traceId, parentId, flags: parseInt(flags, 16) & 1 ? '01' : '00' };
}

/** Middleware: each request is a span of a trace. */
export function traced(req, res, next) {
  const from = parse(req.get('traceparent')) ?? { traceId: id(16), flags: '01' };
  current.run({ ...from, spanId: id(8) }, next);
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
