export const way = 'import';
