import { writeSync } from 'node:fs';
import pino, { type DestinationStream, type Logger } from 'pino';

/** The database's errors name the document or the values of its key, and parsers quote what they could not read. */
const QUOTING =
  /^(MongoServerError|Mongo\w*Write\w*|CastError|ValidationError|StrictModeError|SyntaxError|URIError|BSON\w*|ZodError)$/;

const STDOUT = 1;
const GATHER_MS = 10;

/** The log of the process: JSON lines in which nothing stands that people typed, whatever fails. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: toLoggedError } };
  return pino(options, destination ?? gathered());
}

/** What is logged within a hundredth of a second leaves in one write: on a busy service each write costs more than its lines. */
function gathered(): DestinationStream {
  const out = pino.destination({ dest: STDOUT, sync: false });
  let waiting = '';
  const take = (): string => {
    const lines = waiting;
    waiting = '';
    return lines;
  };
  process.on('exit', () => {
    try {
      if (waiting !== '') writeSync(STDOUT, take());
    } catch {
      // Nobody reads the log any more.
    }
  });
  return {
    write: (line) => {
      if (waiting === '') setTimeout(() => out.write(take()), GATHER_MS);
      waiting += line;
    },
  };
}

interface LoggedError {
  type: string;
  code?: unknown;
  message?: string;
  /** Where it happened. */
  stack: string[];
  cause?: LoggedError;
}

/** Kind, code and place of an error, and its words where they are ours. */
function toLoggedError(error: unknown): LoggedError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, stack: [] };
  const { name = 'Error', message = '', stack = '', code, cause } = error as Partial<Error> & { code?: unknown };
  return {
    type: name,
    ...(code === undefined ? {} : { code }),
    ...(QUOTING.test(name) ? {} : { message }),
    stack: stack.split('\n').filter((line) => /^\s+at /.test(line)),
    ...(cause === undefined ? {} : { cause: toLoggedError(cause) }),
  };
}
