/** Where the font of running text is served, for pages to load it ahead of the style sheet that names it. */
export { default as textFont } from '../../.cache/fonts/sans-latin-400.woff2?url';
