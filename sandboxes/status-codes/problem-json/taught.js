// Wrong on purpose: whatever it is, it is a 500 in plain text.
export function handleTaught(error, req, res, next) {
  console.error(error.message);
  res.status(500).send('Something broke!');
}
