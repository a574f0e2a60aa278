export const mode = 'special';
