// node: --trace-warnings
function old() {
  process.emitWarning('traced');
}
old();
