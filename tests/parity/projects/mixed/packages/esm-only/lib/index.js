import { feature } from './feature.js';
export { feature };
export default 'the default';
