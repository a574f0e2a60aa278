/** The request to which a reference such as `{{login.response.body.token}}` refers. */

/** @returns the request's name, which ends with the first dot or bracket */
export const nameOf = (reference: string): string => /^[^.[]*/.exec(reference)![0];
