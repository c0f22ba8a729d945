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
what the class is for: the URL is parsed and checked as the standard has it, and so are subprotocols (0.02 to 0.03 each, when they were
taken out in one page in turn), and 90 frames of stack are asked for before a connection is made. In the tables below, each socket still has a
core of its own and a place in the finalizer (together 0.07), and \`close()\` without arguments is a command of the core, for which 900
frames are asked for (0.07). Now a socket gets a core when there is something to remember. In the tables below, \`/reconnecting\` still
copies each buffer that it sends, too; now it does so only if somebody listens for \`undelivered\`. The run after both changes, 11 pairs each,
main thread, with the figures of the tables in parentheses:

| | Chromium | Firefox |
| --- | ---: | ---: |
| open and close | 1.144 (1.195) | 1.162 (1.315) |
| the same, the smallest class that adopts | 1.041 | 1.132 |
| the same, \`/reconnecting\` | 1.431 (1.435) | 1.685 (1.807) |
| 1,000 sockets, some at a time | 1.111 (1.111) | 1.097 (1.195) |
| send binary, 1 KiB, \`/reconnecting\` | 1.076 (1.566) | 1.263 (1.538) |
| send binary, 64 KiB, \`/reconnecting\` | 1.017 (2.102) | 1.173 (2.498) |
| send binary, 1 MiB, \`/reconnecting\` | 1.076 (2.299) | 1.060 (1.650) |
| send text, 16 B, \`/reconnecting\` | 1.087 (1.117) | 1.094 (1.135) |

**Receiving with an inspector, main thread.** An inspector is one more listener. In Chromium an empty one, \`() => {}\`, brings texts of
16 B to 1.25 by itself, binary of 1 KiB to 1.08 and texts of 4 KiB to 1.03: it is the engine's way into JavaScript and back, 2.3 µs if
all of a message takes 9. Nothing but a listener tells what has come in. Long texts have their UTF-8 measured besides, since no engine
tells its length: \`encodeInto\` takes Chromium 2.4 to 4 µs for 4 KiB, and looking at each code unit 6, and Firefox 33.

**Creating sockets.** The constructor calls alone take 24 µs longer in Chromium and 15 in Firefox, beside 54 and 93.`;
