/**
 * One frame of a stack trace, with V8's interface (https://v8.dev/docs/stack-trace-api), which packages
 * such as depd and Node's own library read.
 */

export interface Frame {
  /** Path, URL or `node:` name; null for code of the language itself. */
  readonly file: string | null;
  readonly line: number | null;
  /** Counted from 1. */
  readonly column: number | null;
  readonly functionName: string | null;
  /** Class of the receiver and the name it was called by, where they are known. */
  readonly typeName?: string | null;
  readonly methodName?: string | null;
  readonly isConstructor?: boolean;
  readonly isToplevel?: boolean;
  readonly isAsync?: boolean;
  /** For `await Promise.all()`: which of the promises. */
  readonly promiseIndex?: number | null;
}

export class CallSite {
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  getThis(): undefined {
    return undefined;
  }
  getFunction(): undefined {
    return undefined;
  }
  getTypeName(): string | null {
    return this.#frame.typeName ?? null;
  }
  getFunctionName(): string | null {
    return this.#frame.functionName;
  }
  getMethodName(): string | null {
    return this.#frame.methodName ?? null;
  }
  getFileName(): string | null {
    return this.#frame.file;
  }
  getLineNumber(): number | null {
    return this.#frame.line;
  }
  getColumnNumber(): number | null {
    return this.#frame.column;
  }
  getScriptNameOrSourceURL(): string | null {
    return this.#frame.file;
  }
  getScriptHash(): string {
    return '';
  }
  getEvalOrigin(): undefined {
    return undefined;
  }
  getEnclosingLineNumber(): number | null {
    return this.#frame.line;
  }
  getEnclosingColumnNumber(): number | null {
    return this.#frame.column;
  }
  getPosition(): number {
    return 0;
  }
  getPromiseIndex(): number | null {
    return this.#frame.promiseIndex ?? null;
  }
  isToplevel(): boolean {
    return this.#frame.isToplevel ?? true;
  }
  isEval(): boolean {
    return false;
  }
  isNative(): boolean {
    return false;
  }
  isConstructor(): boolean {
    return this.#frame.isConstructor ?? false;
  }
  isAsync(): boolean {
    return this.#frame.isAsync ?? false;
  }
  isPromiseAll(): boolean {
    return (this.#frame.promiseIndex ?? null) !== null;
  }

  /** The text after "at ", as V8 writes it (SerializeCallSiteInfo in src/objects/call-site-info.cc). */
  toString(): string {
    const { file, line, column, isAsync, isConstructor, promiseIndex } = this.#frame;
    const place =
      file === null ? '<anonymous>' : `${file}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}`;
    if (isAsync && promiseIndex !== null && promiseIndex !== undefined)
      return `async Promise.all (index ${promiseIndex})`;
    const name = isConstructor ? `new ${this.#frame.functionName ?? '<anonymous>'}` : this.#callee();
    return `${isAsync ? 'async ' : ''}${name === null ? place : `${name} (${place})`}`;
  }

  #callee(): string | null {
    const { functionName, typeName, methodName, isToplevel = true } = this.#frame;
    if (isToplevel) return functionName;
    if (functionName === null) return `${typeName ?? ''}.${methodName ?? '<anonymous>'}`;
    const qualified = typeName && !functionName.startsWith(typeName) ? `${typeName}.${functionName}` : functionName;
    return methodName && !named(functionName, methodName) ? `${qualified} [as ${methodName}]` : qualified;
  }
}

/** Whether the last part of a function's name is this method's. */
function named(functionName: string, methodName: string): boolean {
  return (
    functionName === methodName || functionName.endsWith(`.${methodName}`) || functionName.endsWith(` ${methodName}`)
  );
}
