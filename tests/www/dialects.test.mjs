// What the console tells of a message in the dialect of a library; the recordings are of real servers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ROOT } from '../../scripts/lib/run.mjs';
import { explain } from '../../www/src/model/dialects/dialects.js';

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
