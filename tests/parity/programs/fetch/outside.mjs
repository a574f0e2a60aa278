// A name that no resolver knows: the same error as behind a machine without a network.
const error = await fetch('http://api.example.invalid/users').catch((problem) => problem);
console.log(error.name, error.message);
console.log(error.cause.code, error.cause.syscall, error.cause.hostname, error.cause.message, error.cause.errno);
console.log(Object.keys(error.cause));
