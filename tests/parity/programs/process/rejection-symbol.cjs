Promise.reject(Symbol('tag'));
