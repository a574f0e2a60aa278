import { parse } from 'cjs-module-lexer';
import { register } from './extension.ts';

register('commonjs', parse);
