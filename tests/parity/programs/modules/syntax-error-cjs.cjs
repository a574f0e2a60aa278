const first = 1;
function broken() {
  return first second;
}
