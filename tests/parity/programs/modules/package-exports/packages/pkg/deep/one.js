exports.deep = "deep";
