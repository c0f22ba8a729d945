// Where the time goes that is above a bar: a record of what was found by taking parts out, one at a time.

/** The section of BENCHMARKS.md. */
export const PROFILE = `## Above a bar, and why

**Messages.** \`control\` is the native class beside itself: on two shared cores the medians of its few pairs stray from 1 by 5 % on the
main thread, by more on the wall, and by more still inside the calls; so do ours, a little less. What is left above 1.03 is real for
the smallest messages and in Firefox: \`send()\` asks the host for its ready state and the core once before it calls the host's
\`send()\`, which is some tens of nanoseconds. A Blob is told from other objects by reading its size, which no page can fake.
\`readyState\` is the host's getter and a call into wasm: 15 ns instead of 8 in Chromium, 35 instead of 20 in Firefox, and so is
\`bufferedAmount\`. A wrapper that only passes them on, as the one here, is ahead by these in Firefox; it pays when it receives.

**Opening and closing, main thread.** Chromium takes 0.28 ms for it, and ours 30 to 45 µs more. Parts taken out of our class, 24 pairs
each, all within a minute:

| | main thread |
| --- | ---: |
| the class as it is | 1.115 and 1.151 |
| without parsing the URL | 1.142 |
| without the finalizer that releases the core | 1.138 |
| without the core's check of URL and subprotocols | 1.118 |
| without parsing and check, where the URL is known | 1.109 and 1.110 |
| nothing but a class that returns \`Reflect.construct(…)\` | 1.010 |

No part stands out. It is code that runs once per connection, so that no compiler has made it fast, and is out of the caches by the next
one. A core that is only made when there is something to remember (no finalizer, no release) brought nothing either: 1.146 and 1.164.
On the wall it is 1.04 in Chromium, 1.02 in Firefox. On the main thread classes that do less, check nothing and leave the errors to the
host are ahead in Firefox, and none in Chromium.

**Receiving with an inspector, main thread.** An inspector is one more listener. In Chromium an empty one, \`() => {}\`, brings texts of
16 B to 1.25 by itself, binary of 1 KiB to 1.08 and texts of 4 KiB to 1.03: it is the engine's way into JavaScript and back, 2.3 µs where
all of a message takes 9. Nothing but a listener tells what has come in. Long texts have their UTF-8 measured besides, since no engine
tells its length: \`encodeInto\` takes Chromium 2.4 to 4 µs for 4 KiB, and looking at each code unit 6, and Firefox 33.

**Creating sockets.** The same 30 µs are more beside a constructor that has nothing to wait for.`;
