/** What the sandbox is doing, in a few words. */
import { formatCount, formatTime } from '../../format/units.ts';
import type { RunStore } from '../../stores/run.ts';

/** So many ports are named; of a program that listens on thousands the rest is a number. */
const NAMED_PORTS = 6;

/** @returns the words for the status line; empty while there is nothing to say */
export function describeStatus(run: RunStore): string {
  switch (run.phase) {
    case 'idle':
      return '';
    case 'starting':
      return run.progress ?? 'starting';
    case 'failed':
      return 'could not start';
    case 'stopped':
      return run.stopReason ?? 'stopped';
    case 'running':
      return [
        ...listening(run),
        ...exits(run),
        ...(run.startTime === null ? [] : [`started in ${formatTime(run.startTime)}`]),
      ].join(' · ');
    case 'exited':
      return exits(run).join(' · ');
  }
}

function listening(run: RunStore): string[] {
  const ports = run.processes.flatMap((process) => process.ports).sort((a, b) => a - b);
  if (ports.length === 0) return ['running'];
  const rest = ports.length - NAMED_PORTS;
  const named = ports.slice(0, NAMED_PORTS).join(', ');
  return [`listening on ${named}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`];
}

function exits(run: RunStore): string[] {
  const several = run.processes.length > 1;
  return run.processes
    .filter(({ state }) => state === 'exited')
    .map(
      ({ name, exitCode, signal }) =>
        `${several ? `${name} ` : ''}${exitCode === null ? `ended by ${signal ?? 'the engine'}` : `exited with code ${exitCode}`}`,
    );
}
