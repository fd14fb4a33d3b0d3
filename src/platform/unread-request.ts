import { STATUS_CODES, type Server } from 'node:http';
import type { Answers } from './answers.ts';
import { DomainError } from './domain-error.ts';
import { randomIds } from './ids.ts';
import { toProblem } from './problem.ts';

const refused = (status: number, type: string, detail: string): DomainError =>
  new DomainError({ status, type, detail });

const REFUSALS: Record<string, DomainError> = {
  HPE_HEADER_OVERFLOW: refused(431, 'headers-too-large', 'The headers are longer than is taken (8 KB). Send less.'),
  ERR_HTTP_REQUEST_TIMEOUT: refused(408, 'too-slow', 'The request did not arrive in time. Send it again.'),
};
const UNREADABLE = refused(
  400,
  'unreadable',
  'The request could not be read. Check how it is written and send it again.',
);

/** Answers what is no readable request, or comes too slowly to be one, like any other refusal, and ends its connection. */
export function answerUnread(server: Server, answers: Answers): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const begun = answers.get(socket);
    // Half an answer of another kind may be on its way: nothing that follows it would be understood.
    if (!socket.writable || (begun?.headersSent && !begun.writableEnded)) socket.destroy();
    else socket.end(toText(REFUSALS[error.code ?? ''] ?? UNREADABLE), () => socket.destroy());
  });
}

function toText(refusal: DomainError): string {
  const { status } = refusal;
  const body = JSON.stringify(toProblem(refusal, randomIds.id().slice(0, 16)));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
