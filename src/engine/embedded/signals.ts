/**
 * Signals that end a process of Node's which has no listener for them (signal(7), "Standard signals"). Node
 * itself ignores SIGPIPE, and takes SIGUSR1 to open its debugger, which there is none of here. A worker
 * cannot be suspended: SIGSTOP and its like do nothing.
 */
export const FATAL_SIGNALS: ReadonlySet<string> = new Set([
  'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGIOT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR2', 'SIGSEGV', 'SIGALRM',
  'SIGTERM', 'SIGSTKFLT', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGIO', 'SIGPOLL', 'SIGPWR', 'SIGSYS',
]);
