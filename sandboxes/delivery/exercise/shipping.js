/**
 * What shipping costs: from 50 euros nothing, from 30 half, to Germany 4.90, elsewhere 9.90.
 * @param cents the value of the goods @param country two letters @returns cents
 */
export function shipping(cents, country) {
  if (!Number.isInteger(cents) || cents < 0) throw new RangeError('cents: 0 or more');
  if (cents >= 5000) return 0;
  const full = country === 'DE' ? 490 : 990;
  return cents >= 3000 ? full / 2 : full;
}
