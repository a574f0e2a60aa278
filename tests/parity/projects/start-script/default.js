export const mode = 'default';
