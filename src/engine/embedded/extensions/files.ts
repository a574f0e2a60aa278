import { SharedFiles } from '../worker/files/shared-files.ts';
import { register } from '../worker/extensions.ts';

register('files', SharedFiles);
