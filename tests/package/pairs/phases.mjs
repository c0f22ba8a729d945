// The phases of a connection: each uses it, and checks some rules.

/** Phases while it is established, and while it is open. */
export function defineOpenPhases() {
  const { sleep, within } = pairs;

  pairs.openPhases = {
    async 'a connect that stalls'({ make, controller, has, check }) {
      const one = make('/stall');
      await sleep(30);
      if (has('signal')) controller.abort();
      else if (!has('connectTimeout')) one.close();
      const { code, wasClean } = await within(one.ended, 'the end');
      check(
        one.seen.open === 0 && code === 1006 && !wasClean,
        `it has failed, and not ${JSON.stringify([one.seen, code, wasClean])}`,
      );
      return one;
    },

    async 'an exchange'({ make, has, drained, inspect, check }) {
      const one = make('/echo');
      const inspector = has('inspector') && inspect(one.socket);
      await within(one.opened, 'open');
      const texts = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(100 * ((index % 7) + 1), 'x'));
      for (const text of texts) one.send(has('Blobs') ? new Blob([text]) : text);
      if (has('drained'))
        await within(drained(one.socket), 'drained()').then(() =>
          check(one.socket.bufferedAmount === 0, 'nothing is left when drained() resolves'),
        );
      await within(one.received(20), 'the echoes');
      const echoes = one.seen.messages.map((data) =>
        typeof data === 'string' ? data : new TextDecoder().decode(data),
      );
      check(echoes.join() === texts.join(), 'the messages are in their order');
      one.close();
      const { code, wasClean } = await within(one.ended, 'the end');
      check(code === 1000 && wasClean, `the end is clean, and not ${code}`);
      if (inspector) {
        const { sent, received, queued, dropped } = inspector.snapshot();
        const bytes = texts.join('').length;
        const account = [sent, received, queued, dropped].map(({ messages, bytes }) => [messages, bytes]);
        check(
          JSON.stringify(account) ===
            JSON.stringify([
              [20, bytes],
              [20, bytes],
              [0, 0],
              [0, 0],
            ]),
          `the account is what the page saw, and not ${JSON.stringify(account)}`,
        );
      }
      return one;
    },
  };
}

/** Phases while it ends. */
export function defineClosingPhases() {
  const { sleep, within } = pairs;
  const MIB = 2 ** 20;

  /** A function that ends a connection whose server does not; undefined if there is none. It does nothing if an option ends it. */
  const endOf = ({ has, controller, force }) => {
    if (has('closeTimeout')) return () => {};
    if (has('signal')) return () => controller.abort();
    return force;
  };

  pairs.closingPhases = {
    async 'close() while something waits'({ make, drained, inspect, has, controller, check }) {
      const one = make(endOf({ has, controller }) || make.canForce ? '/slow' : '/slow?for=150');
      const inspector = has('inspector') && inspect(one.socket);
      await within(one.opened, 'open');
      const piece = new Uint8Array(MIB);
      for (let index = 0; index < 12; index += 1) one.send(has('Blobs') ? new Blob([piece]) : piece);
      const wait =
        has('drained') &&
        drained(one.socket).then(
          () => 'resolved',
          () => 'rejected',
        );
      one.close();
      await sleep(20);
      endOf({ has, controller, force: one.force })?.();
      await within(one.ended, 'the end');
      check(one.seen.late === 0, `no message after close(), and not ${one.seen.late}`);
      if (wait) await within(wait, 'drained()');
      if (inspector) {
        const { sent, queued, dropped } = inspector.snapshot();
        check(
          sent.messages + queued.messages + dropped.messages === 12,
          `each message is in the account once: ${JSON.stringify([sent, queued, dropped])}`,
        );
      }
      return one;
    },

    async 'a server that does not answer the Close frame'({ make, drained, has, controller, check }) {
      const one = make(endOf({ has, controller }) || make.canForce ? '/no-close-answer' : '/no-close-answer?for=100');
      await within(one.opened, 'open');
      one.send('x');
      await within(one.received(1), 'the echo');
      const wait =
        has('drained') &&
        drained(one.socket).then(
          () => 'resolved',
          () => 'rejected',
        );
      one.close();
      await sleep(20);
      endOf({ has, controller, force: one.force })?.();
      const { code, wasClean } = await within(one.ended, 'the end');
      if (endOf({ has, controller, force: one.force }))
        check(code === 1006 && !wasClean, `it has failed, and not ${code}`);
      if (wait) await within(wait, 'drained()');
      return one;
    },
  };
}
