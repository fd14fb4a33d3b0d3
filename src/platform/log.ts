import pino, { type DestinationStream, type Logger } from 'pino';

/** The database's errors name the document or the values of its key, and parsers quote what they could not read. */
const QUOTING =
  /^(MongoServerError|Mongo\w*Write\w*|CastError|ValidationError|StrictModeError|SyntaxError|URIError|BSON\w*|ZodError)$/;

/** The log of the process: JSON lines in which nothing stands that people typed, whatever fails. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: toLoggedError } };
  return destination ? pino(options, destination) : pino(options);
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
