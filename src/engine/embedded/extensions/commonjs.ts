import { parse } from 'cjs-module-lexer';
import { register } from '../worker/extensions.ts';

register('commonjs', parse);
