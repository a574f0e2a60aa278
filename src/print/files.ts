/** The names of the printed book's files, in the folder of the built site. */
export const EPUB = 'port3000.epub';
export const PDF = 'port3000.pdf';
