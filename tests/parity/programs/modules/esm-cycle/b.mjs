import { name, early } from './a.mjs';
console.log('b runs', early());
try {
  console.log(name);
} catch (error) {
  console.log(error.name, error.message);
}
export const describe = () => {
  try {
    return name;
  } catch (error) {
    return error.constructor.name;
  }
};
export { b as name };
const b = 'B';
