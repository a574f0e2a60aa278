/** What the sandbox is doing, in a few words. */
import { listPorts } from '../../format/ports.ts';
import { formatTime } from '../../format/units.ts';
import type { RunStore } from '../../stores/run.ts';

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
  const ports = run.processes.flatMap((process) => process.ports);
  return [ports.length === 0 ? 'running' : `listening on ${listPorts(ports)}`];
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
