import { SharedFiles } from '../worker/files/shared-files.ts';
import { register } from './extension.ts';

register('files', SharedFiles);
