console.log(process.argv.length, process.argv[1], process.execArgv, process.argv0);
console.log(process.cwd(), __filename, __dirname, require.main === module);
console.log(process.version, process.versions.node, process.release.name, process.platform, process.arch);
console.log(typeof process.pid, typeof process.ppid, process.title, process.exitCode);
console.log(process.config.variables !== undefined, Object.isFrozen(process.config), process.features.inspector !== undefined);
console.log(process.umask().toString(8));
console.log(typeof process.uptime(), process.hrtime().length, typeof process.hrtime.bigint(), Object.keys(process.memoryUsage()));
console.log(process.stdout.isTTY, process.stderr.fd, process.stdout.writable, process.stdout.constructor.name);
process.stdin.on('data', () => console.log('never')).on('end', () => console.log('end of input'));
