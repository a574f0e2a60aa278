import { look } from '../worker/databases/look.ts';
import { register } from '../worker/extensions.ts';

register('databases', look);
