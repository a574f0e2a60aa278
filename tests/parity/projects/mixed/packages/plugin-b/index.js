module.exports = (host) => host.greet('plugin b');
