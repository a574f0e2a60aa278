import { AsyncLocalStorage } from 'node:async_hooks';
import { other } from './other.mts';
const storage: AsyncLocalStorage<string> = new AsyncLocalStorage();
export const own = (): string => storage.getStore()!;
export const later = (): Promise<string> => storage.run('kept' as string, async (): Promise<string> => {
  await null;
  return other() satisfies string;
});
