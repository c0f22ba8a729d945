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

**Opening and closing, main thread.** Chromium takes 0.28 ms for it, and ours 38 µs more; Firefox 0.38, and
ours 73 µs more. Parts taken out of our class in Chromium, 24 pairs each, all within a minute:

| | main thread |
| --- | ---: |
| the class as it is | 1.115 and 1.151 |
| without parsing the URL | 1.142 |
| without the finalizer that releases the core | 1.138 |
| without the core's check of URL and subprotocols | 1.118 |
| without parsing and check, if the URL is known | 1.109 and 1.110 |
| nothing but a class that returns \`Reflect.construct(…)\` | 1.010 |

No part stands out. It is code that runs once per connection, so that no compiler has made it fast, and is out of the caches by the next
one. A core that is only made when there is something to remember (no finalizer, no release) brought nothing either: 1.146 and 1.164.
On the wall it is 1.04 in Chromium, 1.02 in Firefox. On the main thread classes that do less, check nothing and leave the errors to the
host are ahead in Firefox, and none in Chromium.

**Receiving with an inspector, main thread.** An inspector is one more listener. In Chromium an empty one, \`() => {}\`, brings texts of
16 B to 1.25 by itself, binary of 1 KiB to 1.08 and texts of 4 KiB to 1.03: it is the engine's way into JavaScript and back, 2.3 µs if
all of a message takes 9. Nothing but a listener tells what has come in. Long texts have their UTF-8 measured besides, since no engine
tells its length: \`encodeInto\` takes Chromium 2.4 to 4 µs for 4 KiB, and looking at each code unit 6, and Firefox 33.

**Creating sockets.** The constructor calls alone take 24 µs longer in Chromium and 15 in Firefox, beside 54 and 93.`;
