console.log(await structuredClone(new Blob(['cloned'])).text());
