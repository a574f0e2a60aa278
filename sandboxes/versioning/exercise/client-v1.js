// Frozen: it runs on phones, was written for version 1, and will never be updated.
export async function greet(base) {
  const response = await fetch(`${base}/v1/users/1`);
  if (!response.ok) return `Please update this app (${response.status}).`;
  const { name } = await response.json();
  return `Dear ${name},`;
}
