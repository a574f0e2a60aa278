/** Links of pages to chapters. */

/** @returns the slug of the chapter that a link leads to: the last part of its path */
export const slugOfLink = (link: HTMLAnchorElement): string => link.pathname.split('/').findLast(Boolean) ?? '';
