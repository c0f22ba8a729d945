// The document, read and validated with AsyncAPI's own parser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ERROR = 0;

/**
 * What a document says of its server: `urlAt(port)`, `subprotocol`, `messages` by operation, and `problemsOf(id, payload)`,
 * what in a payload is not as the message is described. Rejects if the document, or an example in it, is not valid.
 */
export async function readDescription(file) {
  const document = await parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
  const problemsOf = await checkOf(document);
  const operations = document.operations().all();
  const messages = Object.fromEntries(
    operations.map((operation) => [operation.id(), operation.messages().all().flatMap(examplesOf)]),
  );
  for (const { id, name, payload } of Object.values(messages).flat()) {
    const problems = problemsOf(id, payload);
    if (problems.length) throw new Error(`${file}: the example "${name}" of ${id}: ${problems.join('; ')}`);
  }
  const channel = document.channels().get('echo');
  const headers = channel.bindings().get('ws').value().headers.properties;
  return {
    urlAt: (port) => urlOf(document.servers().get('loopback'), channel, port),
    subprotocol: headers['Sec-WebSocket-Protocol'].const,
    messages,
    problemsOf,
  };
}

async function parse(text) {
  // Only now: it is installed when the system is run.
  const { Parser } = await import('@asyncapi/parser');
  const { document, diagnostics } = await new Parser().parse(text);
  const errors = diagnostics.filter(({ severity }) => severity === ERROR);
  if (errors.length) throw new Error(errors.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  return document;
}

/** What finds problems in the payload of a message. */
async function checkOf(document) {
  const [{ default: Ajv }, { default: addFormats }] = await Promise.all([import('ajv'), import('ajv-formats')]);
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  const validators = new Map(
    document
      .messages()
      .all()
      .map((message) => [message.id(), ajv.compile(message.payload().json())]),
  );
  return (id, payload) => {
    const validate = validators.get(id);
    return validate(payload)
      ? []
      : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
  };
}

const urlOf = (server, channel, port) =>
  `${server.protocol()}://${server.host().replace('{port}', port)}${channel.address()}`;

function examplesOf(message) {
  return message
    .examples()
    .all()
    .map((example) => ({
      id: message.id(),
      contentType: message.contentType(),
      name: example.name(),
      payload: example.payload(),
    }));
}
