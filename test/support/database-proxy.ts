// A server in front of the real one that changes or answers some commands: a database with a fault of our choosing.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { mongo } from 'mongoose';

type Command = mongo.BSON.Document;
/**
 * What to do with a command: `send` another in its place, `answer` it here, `cut` the connection in place of its
 * answer (it is done, and nobody hears of it), or nothing: let it pass.
 */
export type Fault = (command: Command) => { send: Command } | { answer: Command } | { cut: true } | undefined;

const HEADER = 16;
const OP_MSG = 2013;

/** @returns the address of the faulty server, without a database name, and how to end it */
export async function startFaultyDatabase(realUri: string, fault: Fault) {
  const [, host = '', port = ''] = /^mongodb:\/\/([^:/]+):(\d+)/.exec(realUri) ?? [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
    }
    far.pipe(near);
    readMessages(near, (message) => pass(message, fault, near, far));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (): void => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function readMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      onMessage(pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  });
}

function pass(message: Buffer, fault: Fault, near: Socket, far: Socket): void {
  const command = readCommand(message);
  const decision = command && fault(command);
  const id = message.readInt32LE(4);
  if (decision === undefined) far.write(message);
  else if ('cut' in decision) {
    far.unpipe(near).once('data', () => near.destroy());
    far.write(message);
  } else if ('send' in decision) far.write(writeMessage(id, 0, decision.send));
  else near.write(writeMessage(0, id, decision.answer));
}

/** The body of a command, or `undefined` for the greeting in the older format and for documents sent beside the body. */
function readCommand(message: Buffer): Command | undefined {
  const body = HEADER + 5;
  if (message.readInt32LE(12) !== OP_MSG || message[body - 1] !== 0) return undefined;
  if (body + message.readInt32LE(body) !== message.length) return undefined;
  return mongo.BSON.deserialize(message.subarray(body), { promoteValues: false });
}

function writeMessage(id: number, responseTo: number, command: Command): Buffer {
  const body = mongo.BSON.serialize(command);
  const head = Buffer.alloc(HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}
