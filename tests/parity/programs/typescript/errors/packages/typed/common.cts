exports.a = 1 as number;
