// Loaded into every Node of the stand-in: writes the ports that it listens on to descriptor 3, for the machine.
const { writeSync } = require('node:fs');
const { Server } = require('node:net');

const say = (sign, port) => {
  try {
    writeSync(3, `${sign}${port}\n`);
  } catch {
    // A grandchild does not have the descriptor.
  }
};

const { emit } = Server.prototype;
Server.prototype.emit = function (name, ...values) {
  if (name === 'listening') {
    const { port } = this.address() ?? {};
    if (port) {
      say('+', port);
      this.once('close', () => say('-', port));
    }
  }
  return emit.call(this, name, ...values);
};
