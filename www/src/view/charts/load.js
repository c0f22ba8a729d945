/** Starts the charts of the selected session once the page has been painted: they and their library are loaded only then. */
export function startCharts(store) {
  // A task after the picture, in which nothing of the page is left to be done.
  requestAnimationFrame(() => setTimeout(async () => {
    const { ChartsCard } = await import('./charts_card.js');
    new ChartsCard(store, document.getElementById('charts'));
  }));
}
