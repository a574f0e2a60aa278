import { ok, join as missing } from 'node:path';
