/** Options that need something that the engine does not have: refused with a sentence, or without effect. */

const REFUSED: Readonly<Record<string, string>> = {
  '--build-snapshot': 'V8 writes no snapshots in a browser',
  '--completion-bash': 'there is no shell',
  '--enable-fips': 'there is no OpenSSL',
  '--experimental-config-file': 'write the options on the command line or in NODE_OPTIONS',
  '--experimental-loader': 'call register() or registerHooks() of node:module in a file that --import names',
  '--experimental-sea-config': 'it makes no executables',
  '--experimental-vm-modules': 'vm modules need V8’s own interface to modules; load them with import()',
  '--force-fips': 'there is no OpenSSL',
  '--frozen-intrinsics': 'the engine itself has to change Error.stackTraceLimit',
  '--help': 'see https://nodejs.org/api/cli.html, and the README for what the engine understands',
  '--interactive': 'there is no REPL; give it a file, or a text with --eval',
  '--permission': 'the frame allows a program nothing outside anyway: no network and no files but the session’s',
  '--permission-audit': 'the frame allows a program nothing outside anyway: no network and no files but the session’s',
  '--prof-process': 'V8 writes no logs in a browser; profile the page with the browser’s own tools',
  '--run': 'there is no shell; start the script’s own command, node and its file',
  '--v8-options': 'its V8 is the browser’s, whose flags are set when that starts',
  '--watch': 'stop and start the program after a change',
  '--watch-path': 'stop and start the program after a change',
};

/** Beginnings of options that a program may rely on, though it runs without them. */
const WITHOUT_EFFECT =
  /^--(?:inspect|cpu-prof$|heap-prof$|heapsnapshot-|report-(?:on|uncaught)|trace-(?:env|event|exit|promises|sync-io|tls|uncaught)|secure-heap$)/;

/** @returns a sentence when a program with this option cannot be started */
export const refusal = (name: string): string | undefined =>
  REFUSED[name] === undefined ? undefined : `${name} is not available in the embedded engine: ${REFUSED[name]}.`;

/** @returns a sentence when the option has no effect, and a reader would miss the effect */
export const remark = (name: string): string | undefined =>
  WITHOUT_EFFECT.test(name)
    ? `${name} has no effect in the embedded engine: the program is started without it.`
    : undefined;
