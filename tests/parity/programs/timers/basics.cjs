const log = (...words) => console.log(...words);
setTimeout(log, 400, 'the longest');
setTimeout(log, 1, 'one a');
setTimeout(log, 1, 'one b', 'with', 'arguments');
setTimeout(log, 0, 'zero is one');
setTimeout(log, -5, 'negative is one');
setTimeout(log, NaN, 'NaN is one');
setTimeout(log, '200', 'text is a number');
const gone = setTimeout(log, 1, 'never');
clearTimeout(gone);
clearTimeout(undefined);
clearTimeout('nothing');
const number = setTimeout(log, 1, 'never') [Symbol.toPrimitive]();
clearTimeout(number);
clearTimeout(String(setTimeout(log, 1, 'never')));
setTimeout(() => {
  let count = 0;
  const interval = setInterval(() => {
    count += 1;
    log('interval', count);
    if (count === 3) clearInterval(interval);
  }, 5);
}, 400);
