const text = 'aé€😀 ÿ\0z';
console.log(Buffer.from(text, 'base64'), Buffer.from(text, 'base64url'));
