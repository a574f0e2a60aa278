/**
 * `internalBinding('fs')`: what src/node_file.cc gives to Node's lib/fs.js and its kin, on a file system
 * in memory.
 */
import type { BindingContext } from '../../binding.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import { createDescriptorOperations } from './descriptor-operations.ts';
import { createModuleOperations } from './module-operations.ts';
import { createPathOperations } from './path-operations.ts';
import { RequestCallback, kUsePromises } from '../../file-calls/requests.ts';
import { createStatWatcher } from './stat-watcher.ts';
import { createStatArrays, kFsStatsFieldsNumber } from './stats.ts';
import { createTreeOperations } from './tree-operations.ts';

export function createFsBinding(context: BindingContext, fileSystem: FileSystem) {
  const { statValues, bigintStatValues, answer } = createStatArrays();
  return {
    kUsePromises,
    kFsStatsFieldsNumber,
    statValues,
    bigintStatValues,
    FSReqCallback: class FSReqCallback extends RequestCallback {
      constructor(bigint: boolean) {
        super(context, bigint);
      }
    },
    ...createPathOperations(context, fileSystem, answer),
    ...createDescriptorOperations(context, fileSystem, answer),
    StatWatcher: createStatWatcher(context, fileSystem),
    ...createTreeOperations(fileSystem),
    ...createModuleOperations(context, fileSystem),
  };
}
