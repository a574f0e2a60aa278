const log = [];
for (let n = 0; n < 3; n += 1) {
  process.nextTick(() => {
    log.push(`tick ${n}`);
    Promise.resolve().then(() => log.push(`micro of tick ${n}`)).then(() => process.nextTick(() => log.push(`tick of micro ${n}`)));
  });
  Promise.resolve().then(() => {
    log.push(`micro ${n}`);
    process.nextTick(() => log.push(`tick of first micro ${n}`));
  });
}
setTimeout(() => console.log(log.join('\n')), 5);
