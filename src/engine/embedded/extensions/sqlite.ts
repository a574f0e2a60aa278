import { createSqliteBinding } from '../worker/bindings/sqlite.ts';
import { register } from './extension.ts';

register('sqlite', createSqliteBinding);
