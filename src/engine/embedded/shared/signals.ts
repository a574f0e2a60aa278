/**
 * Signals that do nothing to a process without a listener: by default (signal(7)), or because a worker cannot be
 * suspended.
 */
const HARMLESS = /^SIG(?:CHLD|CONT|URG|WINCH|STOP|TSTP|TTIN|TTOU|PIPE|USR1)$/;

/**
 * Whether a signal ends a Node process that has no listener for it. Node itself ignores SIGPIPE, and opens its debugger
 * at SIGUSR1; there is no debugger in this engine.
 */
export const isFatal = (signal: string): boolean => !HARMLESS.test(signal);
