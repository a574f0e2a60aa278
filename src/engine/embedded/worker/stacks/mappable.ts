/**
 * Stack frames for lib/internal/source_map/prepare_stack_trace.js, which looks them up in source maps by their parts.
 */
import { CallSite as OwnCallSite } from './call-site.ts';
import { PARTS, type CallSite } from './site.ts';

/**
 * @param text the stack frame as it reads without a map, at positions of the source, which the browser's need not be
 */
export function mappable(site: CallSite, text: string): object {
  const { place: file = null, line, column } = PARTS.exec(text)?.groups ?? {};
  const name = site.getFunctionName();
  const frame = {
    file,
    line: Number(line),
    column: Number(column),
    functionName: name === 'eval' ? null : name,
    typeName: site.getTypeName(),
    isAsync: site.isAsync(),
    isConstructor: site.isConstructor(),
  };
  return Object.assign(new OwnCallSite(frame), { toString: () => text });
}
