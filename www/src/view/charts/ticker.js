/**
 * Calls `act` with every new second while `box` can be seen: in sight, in the view that is shown, in a document that is
 * shown. Otherwise nothing runs, not even a timer. If somebody wants less motion, it is every fifth second.
 */
export class Ticker {
  #act;
  #isInSight = false;
  #timer;

  constructor(box, act) {
    this.#act = act;
    new IntersectionObserver((entries) => {
      this.#isInSight = entries.at(-1).isIntersecting;
      this.now();
    }).observe(box);
    document.addEventListener('visibilitychange', () => this.now());
  }

  /** Acts at once, if the box can be seen. */
  now() {
    clearTimeout(this.#timer);
    if (!this.#isInSight || document.hidden) return;
    const pause = SECOND * (LESS_MOTION.matches ? 5 : 1);
    this.#timer = setTimeout(() => this.now(), pause - ((performance.timeOrigin + performance.now()) % pause));
    this.#act();
  }
}

const SECOND = 1000;
const LESS_MOTION = matchMedia('(prefers-reduced-motion: reduce)');
