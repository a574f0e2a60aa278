export const shared = 'for everybody';
