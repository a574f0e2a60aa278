// For the check: the last lines that this process has written to standard output.
const MOST = 1000;
const lines = [];

export function keepLines() {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text, ...rest) => {
    lines.push(...String(text).split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - MOST));
    return write(text, ...rest);
  };
}
/** All of them, or the last so many. */
keepLines.show = (req, res) => res.json(lines.slice(-(Number(req.query.last) || MOST)));
