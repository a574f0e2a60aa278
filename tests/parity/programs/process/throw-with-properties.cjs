const error = new Error('with more', { cause: new SyntaxError('deeper') });
error.code = 'E_MORE';
error.details = { a: 1, list: [1, 2] };
throw error;
