/** localStorage, or undefined if the browser forbids it. */
export function keptStorage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
