const LONGEST = 100_000; // characters of a line

/** Calls `listener` with the JSON of each line. Anything else ends the connection. */
export function onLine(socket, listener) {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (piece) => {
    const lines = (text + piece).split('\n');
    text = lines.pop();
    try {
      if (text.length > LONGEST) throw new Error('too long');
      for (const message of lines.map((line) => JSON.parse(line))) listener(message);
    } catch (error) {
      socket.destroy(error);
    }
  });
}

export const say = (socket, message) => {
  if (socket?.writable) socket.write(`${JSON.stringify(message)}\n`);
};
