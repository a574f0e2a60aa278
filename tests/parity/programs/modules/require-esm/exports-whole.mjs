const whole = { whole: 'yes' };
export { whole as 'module.exports' };
export default 'default';
