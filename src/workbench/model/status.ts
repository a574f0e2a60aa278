/** What the sandbox is doing, in a few words. */
import { formatTime } from '../format/units.ts';
import type { SandboxModel } from './sandbox-model.ts';

/** @returns the words for the status line; empty while there is nothing to say */
export function describeStatus(model: SandboxModel): string {
  switch (model.phase) {
    case 'idle':
      return '';
    case 'starting':
      return model.progress ?? 'starting';
    case 'failed':
      return 'could not start';
    case 'stopped':
      return 'stopped';
    case 'running':
      return [
        ...listening(model),
        ...exits(model),
        ...(model.startTime === null ? [] : [`started in ${formatTime(model.startTime)}`]),
      ].join(' · ');
    case 'exited':
      return exits(model).join(' · ');
  }
}

function listening(model: SandboxModel): string[] {
  const ports = model.processes.flatMap((process) => process.ports).sort((a, b) => a - b);
  if (ports.length === 0) return ['running'];
  return [`listening on ${ports.join(', ')}`];
}

function exits(model: SandboxModel): string[] {
  const several = model.processes.length > 1;
  return model.processes
    .filter(({ state }) => state === 'exited')
    .map(
      ({ name, exitCode, signal }) =>
        `${several ? `${name} ` : ''}${exitCode === null ? `ended by ${signal ?? 'the engine'}` : `exited with code ${exitCode}`}`,
    );
}
