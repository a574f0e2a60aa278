import type { BindingContext } from '../binding.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import { createDescriptorOperations } from './fs/descriptor-operations.ts';
import { createModuleOperations } from './fs/module-operations.ts';
import { createPathOperations } from './fs/path-operations.ts';
import { RequestCallback, kUsePromises } from './fs/requests.ts';
import { createStatWatcher } from './fs/stat-watcher.ts';
import { createStatArrays, kFsStatsFieldsNumber } from './fs/stats.ts';
import { createTreeOperations } from './fs/tree-operations.ts';

/**
 * `internalBinding('fs')`: what src/node_file.cc gives to Node's lib/fs.js and its kin, on a file system
 * in memory.
 */
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
