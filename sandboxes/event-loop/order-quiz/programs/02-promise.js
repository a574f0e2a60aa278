setTimeout(() => console.log('timer'), 0);
new Promise((resolve) => {
  console.log('executor');
  resolve();
}).then(() => console.log('then'));
console.log('last');
