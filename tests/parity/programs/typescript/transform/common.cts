enum Level { Low = 1,
  High }
exports.fail = function fail(this: unknown): never { throw new Error(`level ${Level[2]}`); };
