import { hidden } from './c.cjs';
