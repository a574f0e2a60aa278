module.exports = (host) => host.greet('plugin a');
