import { other } from './star.mjs'; export { other };
