import { BYTES, TEXT, close, exchange, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  for (const version of ['total5', 'total4']) {
    const [text, binary, json] = await Promise.all(
      ['text', 'binary', 'json'].map((path) => open(`${urls[version]}/${path}/`)),
    );
    binary.binaryType = 'arraybuffer';
    await step(`${version}: compression`, () => [text, binary, json].map(({ extensions }) => extensions.split(';')[0]));
    await step(`${version}: text`, () => exchange(text, TEXT));
    await step(`${version}: another text`, () => exchange(text, `${TEXT} again`));
    await step(`${version}: bytes`, () => exchange(binary, BYTES));
    await step(`${version}: a Blob`, () => exchange(binary, new Blob(['Blob ', BYTES])));
    await step(`${version}: JSON`, async () =>
      JSON.parse(await exchange(json, JSON.stringify({ text: TEXT, list: [1, null, true] }))),
    );
    // It drops the connection instead of answering our Close.
    await step(`${version}: no Close from the server`, () =>
      Promise.all([text, binary, json].map((socket) => close(socket, 4001, 'adieu'))),
    );
  }
}
