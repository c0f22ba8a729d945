// Two samples that are compared.

/** Takes a sample of each, the native one first or last; resolves to `{ subject, native }`. */
export async function takePair(take, subject, native, isNativeFirst) {
  const first = await take(isNativeFirst ? native : subject);
  const second = await take(isNativeFirst ? subject : native);
  return isNativeFirst ? { subject: second, native: first } : { subject: first, native: second };
}
