'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.value = 1;
exports.default = 'default of transpiled';
