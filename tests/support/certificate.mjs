// The certificate of every TLS server of the tests: made at first use, signed by nobody.
import { generate } from 'selfsigned';

/** `{ key, cert }` in PEM for 127.0.0.1 and localhost; the same for the life of the process. */
export async function certificate() {
  made ??= generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const { private: key, cert } = await made;
  return { key, cert };
}

let made;
