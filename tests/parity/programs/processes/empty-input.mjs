// Standard input of which there is none.
console.log(process.stdin.fd, process.stdin.readable, process.stdin.isTTY);
let parts = 0;
for await (const part of process.stdin) parts += part.length;
console.log(parts, process.stdin.readableEnded);
