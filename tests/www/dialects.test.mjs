// What the console tells of a message in the dialect of a library; the recordings are of real servers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ROOT } from '../../scripts/lib/run.mjs';
import { explain, explainBytes } from '../../www/src/model/dialects/dialects.js';

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** By dialect: how the connection was made, and what is told of a message. */
const TABLE = {
  'Socket.IO': [
    { url: 'wss://example.org/socket.io/?EIO=4&transport=websocket' },
    {
      '0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":20000}':
        'opens the session “abc”, with a ping every 25000 ms',
      2: 'ping',
      3: 'pong',
      '2probe': 'ping of an upgrade to WebSocket',
      5: 'upgrades to WebSocket',
      40: 'connects',
      '40{"sid":"xyz"}': 'connected as “xyz”',
      '40/admin,{"token":"t"}': 'connects, in /admin',
      41: 'disconnects',
      '42["chat","hé",1]': 'event “chat” with 2 values',
      '42/admin,12["chat"]': 'event “chat” with 0 values, asks for acknowledgement 12, in /admin',
      '4312["ok"]': 'acknowledgement 12 with 1 value',
      '44{"message":"Not authorized"}': 'refused: “Not authorized”',
      '451-["file",{"_placeholder":true,"num":0}]': 'event “file” with 1 value, 1 attachment to follow',
      '461-/admin,3[{"_placeholder":true,"num":0}]':
        'acknowledgement 3 with 1 value, 1 attachment to follow, in /admin',
    },
  ],
  SignalR: [
    {},
    {
      '{"protocol":"json","version":1}\x1e': 'handshake: protocol “json”, version 1',
      '{}\x1e': 'handshake accepted',
      '{"error":"no such protocol"}\x1e': 'handshake refused: “no such protocol”',
      '{"type":6}\x1e': 'ping',
      '{"type":1,"target":"Send","arguments":["a",1],"invocationId":"3"}\x1e':
        'calls “Send” with 2 arguments, invocation 3',
      '{"type":3,"invocationId":"3","result":42}\x1e': 'invocation 3 is complete, with a result',
      '{"type":2,"invocationId":"4","item":1}\x1e{"type":3,"invocationId":"4"}\x1e':
        'an item of invocation 4; invocation 4 is complete',
      '{"type":7,"error":"gone","allowReconnect":true}\x1e': 'closes, error “gone”, the client may reconnect',
    },
  ],
  'GraphQL over WebSocket': [
    { protocols: ['graphql-transport-ws'] },
    {
      '{"type":"connection_init","payload":{}}': 'begins the connection',
      '{"type":"connection_ack"}': 'the connection has begun',
      '{"id":"1","type":"subscribe","payload":{"query":"subscription News { news { title } }"}}':
        'starts operation 1, subscription “News”',
      '{"id":"2","type":"subscribe","payload":{"query":"{ me { name } }"}}': 'starts operation 2, query',
      '{"id":"1","type":"next","payload":{"data":{}}}': 'a result of operation 1',
      '{"id":"1","type":"error","payload":[{"message":"no"}]}': 'operation 1 has failed',
      '{"id":"1","type":"complete"}': 'operation 1 is complete',
      '{"type":"ping"}': 'ping',
    },
  ],
  STOMP: [
    { protocols: ['v12.stomp'] },
    {
      'CONNECT\naccept-version:1.2\nhost:example.org\n\n\0': 'connects, to host “example.org”',
      'CONNECTED\nversion:1.2\n\n\0': 'connected, version 1.2',
      'SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\0': 'subscribes to “/topic/a”, subscription 0',
      'SEND\r\ndestination:/topic/a\r\ncontent-type:text/plain\r\n\r\nhé\0\n':
        'sends to “/topic/a”, 3 bytes, text/plain',
      'MESSAGE\nsubscription:0\nmessage-id:7\ndestination:/topic/a\n\nhello\0':
        'a message of “/topic/a” for subscription 0, 5 bytes',
      'DISCONNECT\nreceipt:77\n\n\0': 'disconnects, asks for receipt 77',
      'RECEIPT\nreceipt-id:77\n\n\0': 'receipt 77',
      '\n': 'heartbeat',
    },
  ],
  'JSON-RPC': [
    {},
    {
      '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":1}': 'calls “sum” with 2 parameters, request 1',
      '{"jsonrpc":"2.0","method":"changed","params":{"a":1}}': 'notifies of “changed” with 1 parameter',
      '{"jsonrpc":"2.0","result":3,"id":1}': 'result of request 1',
      '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1}':
        'request 1 has failed: -32601, “Method not found”',
      '[{"jsonrpc":"2.0","result":3,"id":1},{"jsonrpc":"2.0","result":4,"id":2}]':
        'a batch of 2 messages: result of request 1; result of request 2',
    },
  ],
};

for (const [dialect, [context, messages]] of Object.entries(TABLE)) {
  describe(dialect, () => {
    for (const [message, words] of Object.entries(messages)) {
      test(JSON.stringify(message), () => assert.deepEqual(explain(message, context), { dialect, words }));
    }
  });
}

describe('MQTT', () => {
  const context = { protocols: ['mqtt'] };
  const MESSAGES = {
    '101000044d5154540402003c000470616765': 'connects, version 3.1.1, as “page”',
    20020000: 'the connection is accepted',
    20020005: 'the connection is refused, code 5',
    '820800010003612f6200': 'subscribes, packet 1',
    9003000100: 'subscribed, packet 1',
    '30080003612f626f6e65': 'publishes to “a/b”, quality of service 0',
    '330a0003612f6200076f6e65': 'publishes to “a/b”, quality of service 1, retained, packet 7',
    40020007: 'acknowledges packet 7',
    c000: 'ping',
    d000d000: 'pong; pong',
    c00030ff: 'ping; 2 bytes more',
    e000: 'disconnects',
    '30ff': 'a part of a packet',
  };
  for (const [hex, words] of Object.entries(MESSAGES)) {
    test(hex, () => assert.deepEqual(explain(bytes(hex), context), { dialect: 'MQTT', words }));
  }

  test('is known by its first packet without the subprotocol', () => {
    const connect = bytes('100e00044d5154540402003c00027067');
    assert.equal(explain(connect).words, 'connects, version 3.1.1, as “pg”');
    assert.equal(explain(bytes('c000')), null);
  });
});

describe('Phoenix', () => {
  const lines = readFileSync(join(ROOT, 'tests/interop/systems/phoenix/recorded.txt'), 'utf8').trimEnd().split('\n');
  const messages = lines.filter((line) => /^ *[<>]/.test(line)).map((line) => line.replace(/^ *[<>] /, ''));
  const told = messages.map((message) => explain(message.startsWith('bin ') ? bytes(message.slice(4)) : message));

  test('is recognised in all that was recorded', () => {
    assert.deepEqual(
      told.map((found) => found?.dialect),
      messages.map(() => 'Phoenix'),
    );
  });

  test('is told in words, text and bytes', () => {
    assert.deepEqual(
      [0, 2, 3, 4, 6, 7, 9, 10, 11, 12, 13, 17, 18].map((index) => told[index].words),
      [
        'heartbeat 1',
        'joins topic “room:1”, message 2',
        'answer to message 2 to topic “room:1”: ok',
        'event “echo” to topic “room:1”, message 3',
        'event “shout” to topic “room:1”, message 4',
        'event “shout” to topic “room:1”, a broadcast',
        'answer to message 5 to topic “room:1”: error',
        'event “echo” to topic “room:1”, 3 bytes, message 6',
        'answer to message 6 to topic “room:1”: ok, 3 bytes',
        'event “shout” to topic “room:1”, 2 bytes, message 7',
        'event “shout” to topic “room:1”, 2 bytes, a broadcast',
        'answer to message 9 to topic “room:1”: ok',
        'closes topic “room:1”, message 2',
      ],
    );
  });
});

describe('what real clients and servers have said', () => {
  /** By file: the words of some messages, by their place. */
  const TOLD = {
    'socket_io.txt': [
      'Socket.IO',
      { 3: 'event “echo” with 1 value, asks for acknowledgement 0', 10: 'event “shouted” with 2 values' },
    ],
    'socket_io_msgpack.txt': [
      'Socket.IO',
      {
        3: 'event “echo” with 1 value, asks for acknowledgement 0',
        4: 'acknowledgement 0 with 1 value',
        8: 'event “shouted” with 2 values',
        14: 'acknowledgement 0 with 1 value, in /admin',
      },
    ],
    'signalr_msgpack.txt': [
      'SignalR',
      {
        0: 'handshake: protocol “messagepack”, version 2',
        2: 'calls “Send” with 2 arguments',
        3: 'calls “Echo” with 1 argument, invocation 0',
        4: 'invocation 0 is complete, with a result',
        5: 'invocation 1 is complete, error “failed”',
        6: 'invocation 2 is complete',
        7: 'calls for a stream “Count” with 1 argument, invocation 3',
        8: 'an item of invocation 3',
        10: 'ping',
      },
    ],
    'graphql.txt': [
      'GraphQL over WebSocket',
      { 7: 'starts operation operation-2, subscription “Count”', 14: 'operation operation-3 has failed' },
    ],
    'json_rpc.txt': [
      'JSON-RPC',
      { 0: 'calls “sum” with 2 parameters, request 1', 3: 'request 2 has failed: -32601, “Method not found”' },
    ],
    'stomp.txt': ['STOMP', { 2: 'subscribes to “/topic/a”, subscription sub-0', 5: 'accepts message 7' }],
    'mqtt.txt': [
      'MQTT',
      {
        0: 'connects, version 3.1.1, as “page”',
        1: 'the connection is accepted',
        2: 'subscribes, packet 16105',
        4: 'publishes to “room/1”, quality of service 1, packet 16106',
      },
    ],
  };
  /** Not JSON-RPC: an event of rpc-websockets has a form of its own. */
  const OTHERS = ['{"notification":"changed","params":["hé"]}'];
  for (const [file, [dialect, some]] of Object.entries(TOLD)) {
    test(file, async () => {
      const { context, messages } = recorded(file);
      const told = await Promise.all(
        messages.map((message) => (typeof message === 'string' ? explain : explainBytes)(message, context)),
      );
      const isOther = (message) => OTHERS.includes(message);
      assert.deepEqual(
        told.map((found) => found?.dialect),
        messages.map((message) => (isOther(message) ? undefined : dialect)),
      );
      for (const [index, words] of Object.entries(some)) assert.equal(told[index].words, words, index);
    });
  }

  /** What a file in recordings/ has; see record.mjs. Messages of MQTT are put together: each was sent in pieces. */
  function recorded(file) {
    const [, made, ...lines] = readFileSync(new URL(`recordings/${file}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const [url, protocol] = made.split(' ');
    const whole = [];
    for (const [index, line] of lines.entries()) {
      if (file === 'mqtt.txt' && lines[index - 1]?.[2] === line[2]) whole.push(whole.pop() + line.slice(8));
      else whole.push(line.slice(4));
    }
    const messages = whole.map((text) => (text.startsWith('bin ') ? bytes(text.slice(4)) : JSON.parse(text)));
    return { context: { url, protocols: protocol ? [protocol] : [] }, messages };
  }
});

test('MessagePack and CBOR are decoded', async () => {
  const decodedOf = async (hex, context) => (await explainBytes(bytes(hex), context))?.decoded;
  assert.deepEqual(await decodedOf('93cf8000000000000000c4020102d6ff00000001'), {
    format: 'MessagePack',
    value: [2n ** 63n, 'bytes 0102', new Date(1000)],
    isFramed: false,
  });
  assert.deepEqual(await decodedOf('d9d9f7a26161820142ffff01f6'), {
    format: 'CBOR',
    value: { a: [1, 'bytes ffff'], 1: null },
    isFramed: false,
  });
  assert.deepEqual((await decodedOf('d82a820102')).value, { 'tag 42': [1, 2] });
  // Both could be either.
  assert.equal((await decodedOf('820102')).format, 'CBOR');
  assert.equal((await decodedOf('8101a0')).format, 'MessagePack');
  assert.equal((await decodedOf('8100', { protocols: ['wamp.2.cbor'] })).format, 'CBOR');
  for (const hex of ['', '01', '80', 'c3', '9301', '89504e470d0a1a0a', 'ffd8ffe0'])
    assert.equal(await explainBytes(bytes(hex)), null, hex);
});

test('what is in no dialect is not explained', () => {
  for (const message of [
    '',
    'hello',
    '2',
    '42',
    '4',
    '\n',
    '{}',
    '[]',
    '[1,2,3,4,5]',
    '{"type":"error"}',
    '{"type":"ping"}',
    '{"id":1,"method":"x"}',
    'SEND nothing',
    'hello\x1e',
  ]) {
    assert.equal(explain(message), null, message);
  }
  for (const hex of ['', '00', '01', '02ff', 'ffd8ff', '89504e470d0a1a0a'])
    assert.equal(explain(bytes(hex)), null, hex);
});

test('no message is too odd', () => {
  const contexts = [{}, { url: 'ws://h/?EIO=4' }, { protocols: ['mqtt'] }, { protocols: ['graphql-ws', 'v12.stomp'] }];
  const json = fc.json().chain((text) => fc.constantFrom(text, `42${text}`, `${text}\x1e`, `0${text}`));
  const anything = fc.oneof(fc.string(), json, fc.uint8Array());
  fc.assert(
    fc.property(anything, fc.constantFrom(...contexts), (message, context) => {
      const found = explain(message, context);
      assert.ok(found === null || (typeof found.dialect === 'string' && found.words.length > 0));
    }),
  );
});
