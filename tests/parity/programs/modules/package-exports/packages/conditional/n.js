module.exports = "addons";
