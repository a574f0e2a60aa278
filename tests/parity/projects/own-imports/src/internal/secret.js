export const secret = 'not for others';
