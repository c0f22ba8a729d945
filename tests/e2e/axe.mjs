// What axe-core finds wrong on the page.
import axe from 'axe-core';
import { engines, firstEngine } from '../support/browsers.mjs';

/**
 * The violations in `where`, a selector: scheme, rule, element and message each. In light by all the rules, in dark by that about
 * colours. The page's scheme is as it was afterwards. As axe looks at much the same in every engine, and is slow, there are none if the first
 * engine is asked by another process, unless it is to look `everywhere`.
 */
export async function violationsIn(driver, where = 'html', { everywhere = false } = {}) {
  if (!everywhere && !engines().includes(firstEngine())) return [];
  if (!(await driver.executeScript(() => 'axe' in window)))
    await driver.executeScript(`${axe.source}; window.axe = axe;`);
  return driver.executeAsyncScript(runAxe, where);
}

function runAxe(where, done) {
  const movingColours = () =>
    document
      .getAnimations()
      .filter((animation) => animation instanceof CSSTransition && animation.effect.target.checkVisibility());
  const run = async (scheme, options) => {
    // light-dark() follows the property.
    document.documentElement.style.colorScheme = scheme;
    // Colours that are on their way are not what is measured; where nothing is drawn, in closed details, they get nowhere. A colour
    // that is inherited sets out again when that of its parent has arrived.
    for (let moving = movingColours(); moving.length; moving = movingColours())
      await Promise.all(moving.map((transition) => transition.finished.catch(() => {})));
    const { violations } = await window.axe.run(where, { resultTypes: ['violations'], ...options });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${scheme} ${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
  };
  run('light', {})
    .then(async (light) => [...light, ...(await run('dark', { runOnly: ['color-contrast'] }))])
    .catch((error) => [String(error)])
    .then((found) => {
      document.documentElement.style.colorScheme = '';
      done(found);
    });
}
