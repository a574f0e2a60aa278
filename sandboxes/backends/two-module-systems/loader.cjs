// Old code that needs new modules: require() takes those that do not wait.
exports.load = (path) => {
  try {
    return require(path);
  } catch (error) {
    return error.code;
  }
};
