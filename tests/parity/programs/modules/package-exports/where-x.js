export const where = "node";
