/** What the reader is told of an engine before a sandbox starts in it. */
import type { Capabilities } from '../../engine/engine.ts';
import type { EngineId } from './engine-preferences.ts';
import type { SandboxData } from '../sandbox-data.ts';

export const ENGINE_TITLES: Readonly<Record<EngineId, string>> = {
  embedded: 'Embedded engine',
  webcontainer: 'WebContainer',
};

/** @returns sentences that say what of this example an engine cannot do; empty when it fits */
export function misfits(data: SandboxData, files: Readonly<Record<string, string>>, engine: EngineId): string[] {
  const found: string[] = [];
  if (!data.engines.includes(engine))
    found.push(
      `This example is not made for ${inText(engine)} and may fail there; it is made for ${data.engines.map(inText).join(' and ')}.`,
    );
  const mentions = (name: string) => Object.values(files).some((text) => text.includes(name));
  // https://github.com/stackblitz/webcontainer-core/issues/1169
  if (engine === 'webcontainer' && mentions('AsyncLocalStorage')) {
    found.push('This example uses AsyncLocalStorage, which loses its store across await in WebContainer.');
  }
  if (engine === 'webcontainer' && usesSqlite(files))
    found.push('Its databases cannot be looked into in WebContainer.');
  return found;
}

/** Whether a program has databases that can be looked into. */
export function usesSqlite(files: Readonly<Record<string, string>>): boolean {
  return Object.values(files).some((text) => /\bnode:sqlite\b/.test(text));
}

/** @returns what the panes of the workbench cannot show in this engine; empty when there is nothing to miss */
export function missingCapabilities({ clock, networkFaults, tap }: Capabilities): string[] {
  return [
    ...(clock ? [] : ['its clock cannot be stopped or moved']),
    ...(networkFaults ? [] : ['its connections cannot be delayed or cut']),
    ...(tap ? [] : ['what goes between its processes cannot be shown']),
  ];
}

const inText = (engine: EngineId) => (engine === 'embedded' ? 'the embedded engine' : ENGINE_TITLES[engine]);
