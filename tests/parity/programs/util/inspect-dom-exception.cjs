console.log(require('node:util').inspect(new DOMException('dom', 'AbortError')));
