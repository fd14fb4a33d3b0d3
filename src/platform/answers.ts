import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Each open connection with the last answer that was begun on it. */
export type Answers = ReadonlyMap<Duplex, ServerResponse | undefined>;

export function watchAnswers(server: Server): Answers {
  const answers = new Map<Duplex, ServerResponse | undefined>();
  server.on('connection', (socket: Duplex) => {
    answers.set(socket, undefined);
    socket.once('close', () => answers.delete(socket));
  });
  server.on('request', ({ socket }, res) => void answers.set(socket, res));
  return answers;
}
