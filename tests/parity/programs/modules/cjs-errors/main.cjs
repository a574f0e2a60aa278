for (const name of ['./none', './none.cjs', 'none', 'node:none', './bad.json', './folder', '', 12, './throws.cjs', '/absolute/none']) {
  try {
    console.log(require(name));
  } catch (error) {
    console.log(name, '|', error.name, '|', error.code, '|', error.message, '|', error.requireStack);
  }
}
console.log(require('./data'), require('./with-index'));
try {
  require('./throws.cjs');
} catch (error) {
  console.log('again', error.message);
}
