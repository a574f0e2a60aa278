/**
 * The beginning of a URL that holds the text of a module (worker/modules/module-url.ts). The `data:` URLs of programs
 * do not have the parameter.
 */
export const IN_URL = 'data:text/javascript;engine=1,';
