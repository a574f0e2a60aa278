import * as awaitContext from '../transform/await-context.ts';
import * as moduleFunction from '../transform/module-function.ts';
import * as column from '../transform/original-column.ts';
import * as syntaxError from '../transform/syntax-error.ts';
import { register } from '../worker/extensions.ts';

register('parser', { ...awaitContext, ...moduleFunction, ...column, ...syntaxError });
