exports.notUsed = 1;
module.exports = [
  async (name) => (await import(name)).default,
  function () { try { throw 1; } catch (e) { return e; } },
  async function named() { try { await 1; } catch (e) { await e; } },
];
