process.on('warning', (warning) => console.log('event', warning.name, warning.message, warning.code, warning.detail));
process.emitWarning('plain');
process.emitWarning('typed', 'CustomWarning', 'C001');
process.emitWarning('with options', { type: 'Other', code: 'O1', detail: 'some detail' });
process.emitWarning(new RangeError('an error'));
process.emitWarning('old thing', 'DeprecationWarning', 'DEP_MINE');
process.emitWarning('old thing', 'DeprecationWarning', 'DEP_MINE');
try {
  process.emitWarning(12);
} catch (error) {
  console.log(error.code);
}
