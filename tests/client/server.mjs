// The tests' server as a process of a native test: prints `URL URL-OVER-TLS CERTIFICATE`, the last in hexadecimal digits of DER, and
// ends with who has started it. An argument is the port of the first URL.
import { X509Certificate } from 'node:crypto';
import { certificate } from '../../servers/certificate.mjs';
import { startServer } from '../../servers/server.mjs';

const plain = await startServer({ port: Number(process.argv[2] ?? 0) });
const secure = await startServer({ secure: true });
const { raw } = new X509Certificate((await certificate()).cert);
console.log(plain.url, secure.url, raw.toString('hex'));
process.stdin.on('end', () => process.exit()).resume();
