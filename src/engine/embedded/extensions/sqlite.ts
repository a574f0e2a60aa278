import { createSqliteBinding } from '../worker/bindings/sqlite.ts';
import { register } from '../worker/extensions.ts';

register('sqlite', createSqliteBinding);
