/** Two editors have read the same version, and save at the same time. */
export async function race(port, way) {
  const address = `http://localhost:${port}/${way}/articles/1`;
  const options = { headers: { Connection: 'close' } };
  const read = await fetch(address, options);
  await read.text();
  const etag = read.headers.get('ETag');
  const save = async (text) => {
    const { status } = await fetch(address, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-Match': etag, Connection: 'close' },
      body: JSON.stringify({ text }),
    });
    return status;
  };
  // Bob's text is the longer one, so he is the second to write.
  const [ann, bob] = await Promise.all([save("Ann's text"), save("Bob's longer text")]);
  const after = await fetch(address, options);
  return { bothRead: etag, ann, bob, now: (await after.json()).text };
}
