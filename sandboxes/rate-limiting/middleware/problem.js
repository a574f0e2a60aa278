const QUOTA_EXCEEDED = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

/** A 429 as a problem document (RFC 9457). The caller has set the header fields. */
export function sendQuotaExceeded(res, policy) {
  res
    .status(429)
    .type('application/problem+json')
    .json({
      type: QUOTA_EXCEEDED,
      title: 'Quota exceeded',
      status: 429,
      'violated-policies': [policy],
    });
}
