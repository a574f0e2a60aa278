function first() {
  throw new Error('made here');
}
try {
  first();
} catch (error) {
  error.message += ', thrown again';
  throw error;
}
