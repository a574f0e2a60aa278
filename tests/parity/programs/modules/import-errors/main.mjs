for (const specifier of ['./gone.mjs', 'gone-package', 'node:gone', './folder', 'https://example.com/x.mjs', './file.txt', '@scope', './%2e/x%2Fy.mjs', '#none', './bad.mjs', './throws.mjs', './throws.mjs', '']) {
  try {
    await import(specifier);
    console.log('imported', specifier);
  } catch (error) {
    console.log(specifier, '|', error.name, '|', error.code, '|', error.message);
  }
}
