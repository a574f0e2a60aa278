// node: --unhandled-rejections=strict
process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
process.on('unhandledRejection', () => console.log('unhandledRejection too'));
Promise.reject(new Error('strict'));
