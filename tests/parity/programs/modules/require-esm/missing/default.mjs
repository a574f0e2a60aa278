import { ok } from './b.mjs';
import none from './b.mjs';
