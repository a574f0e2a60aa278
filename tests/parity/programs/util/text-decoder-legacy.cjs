for (const label of ['shift_jis', 'euc-kr']) {
  console.log(label, new TextDecoder(label).decode(new Uint8Array([0x61, 0xe9, 0x20, 0x80])));
}
