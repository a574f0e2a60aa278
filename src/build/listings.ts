/** Listings in the prose: highlighted as in the sandboxes, with classes instead of colors. */
import { tokenTransformer, theme } from '../components/sandbox/highlight.ts';

export { theme };

/** Leaves the colors to the style sheet and makes a wide listing reachable from the keyboard. */
export const listingTransformer: typeof tokenTransformer = {
  ...tokenTransformer,
  name: 'port3000-listing',
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'listing';
    node.properties['translate'] = 'no';
    node.properties['tabindex'] = '0';
  },
};
