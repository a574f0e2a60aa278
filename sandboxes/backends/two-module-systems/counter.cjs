let count = 0;

function increment() {
  count += 1;
}

module.exports = { count, increment };
