console.log('before');
function go() {
  throw 'just text';
}
go();
