// Where the time goes that is above a bar: a record of what was found by taking parts out, one at a time.

/** The section of BENCHMARKS.md. */
export const PROFILE = `## Above a bar, and why

**Messages.** \`control\` is the native class beside itself: on two shared cores the medians of its few pairs stray from 1 by 5 % on the
main thread, in places by 10 and more, and by more still on the wall and inside the calls. What is left above 1.03 is real for the
smallest messages: \`send()\` asks the host for its ready state and the core once before it calls the host's \`send()\`. A call takes 0.1 to
0.3 µs longer, 0.4 to 0.6 with the two reads, beside the 6 to 8 µs that such a message takes the main thread. A Blob is told from
other objects by reading its size, which no page can fake. \`readyState\` and \`bufferedAmount\` are the host's getter and a call into
wasm each: 15 ns instead of 8 in Chromium, some 30 instead of 20 and 12 in Firefox. A wrapper that only passes them on, as the one here, is
ahead by these in Firefox; it pays when it receives.

**Opening and closing, main thread.** The smallest class that adopts the browser's socket (\`benches/page/floor.mjs\`) checks nothing and
decides nothing: a prototype of its own, a private field, a \`close()\` that asks for the field. The difference between it and ours is
what the class is for: the core looks at the URL and at subprotocols, and 180 frames of stack are asked for before a connection is made. A
socket gets a core and a place in the finalizer when there is something to remember, \`close()\` without arguments goes to the host, and a
URL in which only a parser could find a fault is parsed once, by the browser: to parse it here, too, was a third of the difference to
the native class in Chromium.

\`/reconnecting\` has some ten objects and a policy in the wasm for each instance, and takes part in each event of a connection. A profile
of 3,000 connections in Chromium (CPU samples of 50 µs, on a busy machine) has dozens of functions of ours beside the browser's own, nearly all
with 1 to 3 µs for a connection, cold in the caches as nothing ran since the connection before; more than that take only \`addEventListener\`
(four times for the connection and once for each listener of the page, 9 µs), the clock (9 µs), what calls the browser's
\`close()\` (7 µs more than the page's call takes) and another prototype for two events (5 µs). A timer or a message of our own after each
\`close()\` took some 30 µs more, and is gone. In Firefox, to change the prototype of an event takes 3 µs.

When it sends, it hands a message to its connection and keeps it until it knows that it was transmitted. A class that only hands it on, made of ours by
taking parts out, is at 1.03 to 1.07 with binary messages of 1 KiB in Chromium, as the plain class is. To read the ready state, which costs
a call into the wasm, and to measure and keep the message takes 0.05 to 0.08 more. To tell what the message is took as much again, and is left to the
connection. In a round trip some 2 µs are ours in a profile, of 50, and the garbage collector has 2 to 3 more.

**Receiving with an inspector, main thread.** An inspector is one more listener. In Chromium an empty one, \`() => {}\`, brings texts of
16 B to 1.25 by itself, binary of 1 KiB to 1.08 and texts of 4 KiB to 1.03: it is the engine's way into JavaScript and back, 2.3 µs if
all of a message takes 9. Nothing but a listener tells what has come in. Long texts have their UTF-8 measured besides, since no engine
tells its length: \`encodeInto\` takes Chromium 2.4 to 4 µs for 4 KiB, and looking at each code unit 6, and Firefox 33.

**Creating sockets.** The constructor calls alone take a quarter longer in Chromium and a sixth in Firefox. Beside all that a socket takes
until it is closed, that is within the bar.`;
