/** How a status code is colored; the number itself always stands beside the color. */
export function statusClass(status: number): 'answered' | 'redirected' | 'refused' {
  if (status >= 400) return 'refused';
  return status >= 300 ? 'redirected' : 'answered';
}
