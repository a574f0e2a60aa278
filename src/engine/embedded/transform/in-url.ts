/** What a URL begins with that holds the text of a module (worker/modules/module-url.ts); those of programs do not have the parameter. */
export const IN_URL = 'data:text/javascript;engine=1,';
