import { TEXT, close, closing, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const { socket, remote, router, id } = await connect(urls.api);

  await step('a call', () => remote.rpc('echo', [{ text: TEXT, list: [1, null, true] }]));
  await step('calls at once', () => Promise.all(['one', 'two', 'three'].map((text) => remote.rpc('echo', [text]))));
  await step('a call that fails', () => failure(remote.rpc('fail', [TEXT, -32001])));
  await step('a call of a method that is not there', () => failure(remote.rpc('missing', [])));
  await step('the server calls back', () => remote.rpc('callBack', ['shout', TEXT, '!']));
  await step('it calls back, which calls it again', () => remote.rpc('callBack', ['askAgain', TEXT]));
  await step('it calls back in vain', () => remote.rpc('callBackInVain', ['refuse', TEXT]));
  await step('a notification, and a call after it', async () => {
    await remote.rpc('keep', [TEXT], true);
    return remote.rpc('kept', []);
  });
  await step('a long text, there and back', async () => {
    const text = TEXT.repeat(8192);
    const echoed = await remote.rpc('echo', [text]);
    return { length: echoed.length, same: echoed === text };
  });
  await step('a call that is open at the close', async () => {
    const failed = failure(remote.rpc('neverAnswer', []));
    // The next answer tells that the call has been sent.
    await remote.rpc('echo', ['']);
    return [await close(socket, 4001, `adieu ${TEXT}`), await failed];
  });
  await step('the router has let go of the connection', () => {
    try {
      return router.connectionIDToSingletonClient(id, JSONRPC.Client).endpointURL;
    } catch ({ message }) {
      return message;
    }
  });
  await step('a close by the server', async () => {
    const other = await connect(urls.api);
    const end = next(other.socket, 'close');
    await other.remote.rpc('dismissMe', [4002, TEXT]);
    return closing(await end);
  });
}

/** A connection whose ends call each other. */
async function connect(url) {
  const calls = new JSONRPC.Server();
  calls.registerEndpoint(new Page());
  calls.addPlugin(new JSONRPC.Plugins.Server.AuthenticationSkip());
  calls.addPlugin(new JSONRPC.Plugins.Server.AuthorizeAll());
  const router = new JSONRPC.BidirectionalWebsocketRouter(calls);
  const socket = await open(url);
  const id = router.addWebSocketSync(socket);
  return { socket, router, id, remote: router.connectionIDToSingletonClient(id, JSONRPC.Client) };
}

/** What the server may call. */
class Page extends JSONRPC.EndpointBase {
  constructor() {
    super('Page', '/api', {}, JSONRPC.Client);
  }

  async shout(request, text, mark) {
    return `${text.toUpperCase()}${mark}`;
  }

  async askAgain({ reverseCallsClient }, text) {
    return { server: await reverseCallsClient.rpc('echo', [text]) };
  }

  async refuse(request, message) {
    throw new JSONRPC.Exception(message, -32002);
  }
}

/** What a call is rejected with. */
function failure(call) {
  return call.then(
    () => Promise.reject(new Error('it did not fail')),
    ({ message, code }) => ({ message, code }),
  );
}
