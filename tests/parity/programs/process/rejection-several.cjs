process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
for (const value of [1, 'two', null]) Promise.reject(value);
Promise.all([Promise.reject('a'), Promise.reject('b')]).catch((reason) => console.log('all', reason));
Promise.race([Promise.reject('c'), Promise.resolve('d')]).catch((reason) => console.log('race', reason));
Promise.any([Promise.reject('e')]).catch((error) => console.log(error.constructor.name, error.errors));
