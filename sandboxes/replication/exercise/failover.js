// Broken on purpose: nobody looks for what is lost.

/**
 * The primary is gone, and the replica takes over.
 * @param acknowledged positions of the writes that were acknowledged here
 * @param received up to which position the replica has the log
 * @returns positions that were acknowledged and are gone
 */
export function lost({ acknowledged, received }) {
  return [];
}
