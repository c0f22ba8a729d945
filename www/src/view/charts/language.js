/** uPlot asks for a number format in the browser's language when it is loaded, and fails if that is none: "C" in a bare WebKit. */
export function haveLanguage() {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}
