export const beans = 2400;
export default 'cents';
