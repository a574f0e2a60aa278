import http from 'node:http';

const server = http.createServer(async (req, res) => {
  await null;
  res.missing.method();
});
process.on('unhandledRejection', (error, promise) => {
  console.log(error.name, error.message, promise instanceof Promise);
  server.close();
  server.closeAllConnections();
});
server.listen(0, () => {
  http.get({ port: server.address().port }).on('error', (error) => console.log(error.code));
});
