// A process of its own that answers as little as can be: by bare node:http, or by Express as one would start with it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

const raw = createServer((_req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': 3 }).end('ok\n');
});
const app = express();
app.get('/healthz', (_req, res) => void res.type('text').send('ok\n'));
app.get('/hello', (_req, res) => void res.send('Hello World!'));
const plain = createServer(app);

const ports: number[] = [];
for (const server of [raw, plain]) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ports.push((server.address() as AddressInfo).port);
}
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
