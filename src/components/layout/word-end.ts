/** Where the search index has a space that the text has not: this character (invisible separator), then the space. */
export const WORD_END = '\u2063';
