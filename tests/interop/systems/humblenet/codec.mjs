// Messages between HumbleNet's peers and their server: length, checksum, then a table of FlatBuffers. For Node and pages.
import { Builder, ByteBuffer } from 'flatbuffers';

const HEADER = 8;

const u32 = {
  absent: 0,
  add: (builder, field, value) => builder.addFieldInt32(field, value, 0),
  read: (buffer, at) => buffer.readUint32(at),
};
const u8 = (absent) => ({
  absent,
  add: (builder, field, value) => builder.addFieldInt8(field, value, absent),
  read: (buffer, at) => buffer.readUint8(at),
});
const text = {
  place: (builder, value) => builder.createString(value),
  add: addPlaced,
  read: (buffer, at) => buffer.__string(at),
};
const bytes = {
  place: (builder, value) => builder.createByteVector(value),
  add: addPlaced,
  read: (buffer, at) => buffer.bytes().slice(buffer.__vector(at), buffer.__vector(at) + buffer.__vector_len(at)),
};

/** The messages by their number in the schema, with their fields in its order. */
const SCHEMA = {
  1: {
    type: 'HelloServer',
    fields: { version: u32, flags: u8(0), gameToken: text, gameSignature: text, authToken: text, reconnectToken: text },
  },
  2: { type: 'HelloClient', fields: { peerId: u32, reconnectToken: text } },
  14: { type: 'P2PReject', fields: { peerId: u32, reason: u8(1) } },
  16: { type: 'P2PRelayData', fields: { peerId: u32, data: bytes } },
  20: { type: 'AliasRegister', fields: { alias: text } },
  22: { type: 'AliasLookup', fields: { alias: text } },
  23: { type: 'AliasResolved', fields: { alias: text, peerId: u32 } },
};

/** The bytes of a message, `{ type, ...fields }`. */
export function encode({ type, ...values }) {
  const [number, { fields }] = Object.entries(SCHEMA).find(([, message]) => message.type === type);
  const builder = new Builder();
  // What has a length of its own comes before the table that points to it.
  const placed = Object.entries(fields).map(([name, { place }]) =>
    place && values[name] !== undefined ? place(builder, values[name]) : values[name],
  );
  builder.startObject(placed.length);
  for (const [index, { add }] of Object.values(fields).entries())
    if (placed[index] !== undefined) add(builder, index, placed[index]);
  const table = builder.endObject();
  builder.startObject(2);
  builder.addFieldOffset(1, table, 0);
  builder.addFieldInt8(0, Number(number), 0);
  builder.finish(builder.endObject());
  return withHeader(builder.asUint8Array());
}

/** The message, `{ type, ...fields }`, of these bytes; throws if they are not one. */
export function decode(data) {
  const message = new Uint8Array(data);
  const header = new DataView(message.buffer, 0, HEADER);
  const body = message.subarray(HEADER);
  if (header.getUint32(0, true) !== body.length || header.getUint32(4, true) !== checksum(body))
    throw new Error('a malformed message');
  const buffer = new ByteBuffer(body);
  const root = buffer.readInt32(0);
  const { type, fields } = SCHEMA[buffer.readUint8(root + offset(buffer, root, 0))];
  const table = buffer.__indirect(root + offset(buffer, root, 1));
  const values = Object.entries(fields).map(([name, { absent, read }], index) => {
    const at = offset(buffer, table, index);
    return [name, at ? read(buffer, table + at) : absent];
  });
  return { type, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) };
}

function addPlaced(builder, field, value) {
  builder.addFieldOffset(field, value, 0);
}

/** Where a table has a field, 0 if it does not. */
const offset = (buffer, table, field) => buffer.__offset(table, 4 + 2 * field);

function withHeader(body) {
  const message = new Uint8Array(HEADER + body.length);
  const header = new DataView(message.buffer);
  header.setUint32(0, body.length, true);
  header.setUint32(4, checksum(body), true);
  message.set(body, HEADER);
  return message;
}

/** CRC-32/BZIP2. */
function checksum(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}
