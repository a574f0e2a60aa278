/** Signals that do nothing to a process without a listener: by default (signal(7)), or since a worker cannot be suspended. */
const HARMLESS = /^SIG(?:CHLD|CONT|URG|WINCH|STOP|TSTP|TTIN|TTOU|PIPE|USR1)$/;

/**
 * Whether a signal ends a process of Node's that has no listener for it. Node itself ignores SIGPIPE, and takes
 * SIGUSR1 to open its debugger, which there is none of here.
 */
export const isFatal = (signal: string): boolean => !HARMLESS.test(signal);
