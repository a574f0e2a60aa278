import value from 'data:text/javascript,export default 6 * 7';
import json from 'data:application/json,{"a":1}' with { type: 'json' };
console.log(value, json);
console.log((await import(`data:text/javascript;base64,${btoa('export const x = import.meta.url.slice(0, 5)')}`)).x);
