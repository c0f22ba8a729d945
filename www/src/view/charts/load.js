import { haveLanguage } from './language.js';

/** Starts the charts of the selected session once the page has been painted: they and their library are loaded only then. */
export async function startCharts(store) {
  await firstPaint();
  haveLanguage();
  const { ChartsCard } = await import('./charts_card.js');
  new ChartsCard(store, document.getElementById('charts'));
}

function firstPaint() {
  return new Promise((resolve) => {
    if (PerformanceObserver.supportedEntryTypes.includes('paint')) {
      new PerformanceObserver((list) => {
        if (list.getEntriesByName('first-contentful-paint').length > 0) resolve(undefined);
      }).observe({ type: 'paint', buffered: true });
    } else {
      requestAnimationFrame(() => setTimeout(resolve));
    }
  });
}
