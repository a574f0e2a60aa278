// node: --unhandled-rejections=none
Promise.reject(new Error('silence'));
setTimeout(() => console.log('still alive'), 5);
