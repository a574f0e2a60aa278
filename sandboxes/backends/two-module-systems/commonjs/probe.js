// The same text lies in both folders. It neither imports nor exports, for that would
// be one system or the other already. What it finds, it leaves on globalThis.
function assignUndeclared() {
  try {
    undeclared = 1;
    return 'makes a global';
  } catch (error) {
    return error.name;
  }
}

globalThis.report = {
  'typeof require': typeof require,
  'typeof module': typeof module,
  'typeof __dirname': typeof __dirname,
  'typeof this': typeof this,
  'undeclared = 1': assignUndeclared(),
};
delete globalThis.undeclared;
