const encoder = new TextEncoder();
console.log(encoder.encode('aé€😀\ud800'), encoder.encodeInto('€uro', new Uint8Array(4)), encoder.encoding);
for (const label of ['utf-8', 'UTF8', 'latin1', 'utf-16le', 'windows-1252', 'utf-16be', 'gb18030', 'iso-8859-2', 'koi8-r']) {
  const decoder = new TextDecoder(label);
  console.log(label, decoder.encoding, decoder.decode(new Uint8Array([0x61, 0xe9, 0x20, 0x80])));
}
for (const attempt of [() => new TextDecoder('nope'), () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])), () => new TextDecoder().decode('text'), () => encoder.encodeInto('x', [])]) {
  try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); }
}
const streaming = new TextDecoder();
console.log([0xe2, 0x82, 0xac].map((byte) => streaming.decode(new Uint8Array([byte]), { stream: true })), JSON.stringify(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))), new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])));
console.log(new TextDecoder(), encoder, btoa('hi'), atob('aGk='), escape('ü €'), unescape('%FC'));
try { atob('a'); } catch (error) { console.log(error.name, error.code, error.message); }
try { btoa('€'); } catch (error) { console.log(error.name, error.code, error.message); }
const { StringDecoder } = require('node:string_decoder');
for (const encoding of ['utf8', 'utf16le', 'base64', 'hex', 'latin1', 'base64url']) {
  const decoder = new StringDecoder(encoding);
  console.log(encoding, [...Buffer.from('a€😀b')].map((byte) => decoder.write(Buffer.from([byte]))), decoder.end(), decoder.lastNeed, decoder.encoding);
}
try { new StringDecoder('nope'); } catch (error) { console.log(error.code, error.message); }
