/**
 * Looks in which axe sees a state: contrast depends on the theme, layout on the width, and neither on the other, so each
 * theme and each width comes once. All four come when pictures are taken (`SHOTS`).
 */
export interface Look {
  readonly device: 'desktop' | 'phone';
  readonly theme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

const DESKTOP = { device: 'desktop', viewport: { width: 1440, height: 900 } } as const;
const PHONE = { device: 'phone', viewport: { width: 360, height: 800 } } as const;

export const LOOKS: readonly Look[] = [
  { ...DESKTOP, theme: 'light' },
  { ...PHONE, theme: 'dark' },
  ...(process.env['SHOTS'] === undefined
    ? []
    : [
        { ...DESKTOP, theme: 'dark' as const },
        { ...PHONE, theme: 'light' as const },
      ]),
];
