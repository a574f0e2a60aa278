async function load() {
  console.log('load begins');
  await null;
  console.log('load goes on');
}
console.log('before');
const loading = load();
console.log('after');
await loading;
console.log('loaded');
