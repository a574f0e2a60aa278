// node: --throw-deprecation
process.emitWarning('too old', 'DeprecationWarning', 'DEP_X');
setTimeout(() => console.log('never'), 5);
