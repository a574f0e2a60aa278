globalThis.count = (globalThis.count ?? 0) + 1;
module.exports = { count: globalThis.count, parent: module.parent };
