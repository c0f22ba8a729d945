// Sessions with links that answer when they are told to.
import { newProfile } from '../../www/src/model/profile.js';
import { Session } from '../../www/src/model/session.js';

export const URL_A = 'ws://a.test/';

/** A session and the links that it makes, each with the calls that it got. Tests answer those one by one. */
export function made(profile = {}) {
  const links = [];
  const placeOf = (place) =>
    class {
      place = place;
      calls = [];
      waiting = [];
      isEnded = false;

      constructor(report, fail) {
        this.report = report;
        this.fail = fail;
        links.push(this);
      }

      call(...call) {
        this.calls.push(call);
        return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
      }

      end() {
        this.isEnded = true;
      }

      reject(error) {
        this.waiting.shift().reject(error);
      }

      fire(type, { connection = 1, ...details }, figures = {}) {
        this.report({ type, time: 1000, connection, ...details, figures: figuresWith(figures) });
      }
    };
  const session = new Session(newProfile({ url: URL_A, ...profile }), {
    window: placeOf('window'),
    worker: placeOf('worker'),
  });
  return { session, links };
}

/** Connects, and answers by the newest link. */
export async function connected(session, links, figures) {
  const connecting = session.connect();
  await soon();
  await answered(connecting, links.at(-1), { figures });
}

/** Has the link answer its oldest call, and waits for what is running. */
export async function answered(running, link, { time = 1000, figures = {} } = {}) {
  link.waiting.shift().resolve({ time, figures: figuresWith(figures) });
  return running;
}

const figuresWith = (figures) => ({ readyState: 0, bufferedAmount: 0, connectedAt: 0, ...figures });

export const soon = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export function told({ journal }) {
  return journal.entries.map(
    ({ connection, direction, kind, size, content }) =>
      `#${connection} ${direction} ${kind}${size === null ? '' : ` ${size} B`}${content ? `: ${content}` : ''}`,
  );
}
