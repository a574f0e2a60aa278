import { findThreadProblems, optionsInfo, readStart } from '../worker/options/start.ts';
import type { OptionTable } from '../worker/options/table.ts';
import { mappable } from '../worker/stacks/mappable.ts';
import { register } from '../worker/extensions.ts';

/** The build puts it in place of the name. */
declare const NODE_OPTION_TABLE: OptionTable;

const table = NODE_OPTION_TABLE;
register('options', {
  mappable,
  readStart: (context) => readStart(table, context),
  optionsInfo: () => optionsInfo(table),
  threadProblems: (execArgv, env) => findThreadProblems(table, execArgv, env),
});
