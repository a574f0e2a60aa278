module.exports = { a: 'exported', };
// What bundlers write to tell the names.
0 && (module.exports = {
  a
});
Boolean(0);
