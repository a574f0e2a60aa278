export let counter = 0;
export let late;
export function increment() {
  counter += 1;
  late = 'set late';
}
export default counter;
