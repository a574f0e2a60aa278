/** Which request `{{login.response.body.token}}` refers to. */

/** @returns the request's name, which ends with the first dot or bracket */
export const nameOf = (reference: string): string => /^[^.[]*/.exec(reference)![0];
