// node: --unhandled-rejections=warn
Promise.reject(new Error('only a warning'));
setTimeout(() => console.log('still alive'), 5);
