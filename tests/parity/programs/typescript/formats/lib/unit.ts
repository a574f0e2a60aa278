export type Unit = 'cm' | 'm';
export const unit = 'cm' as const satisfies Unit;
