import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { syncPath } from './whole-file.ts';

export interface Written {
  documents: number;
  bytes: number;
  sha256: string;
}

/** Lets bytes through and knows their number and their SHA-256. */
function measure() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, read: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/**
 * Writes documents one behind the other as they are in BSON (each begins with its length), compressed. It is what
 * `mongorestore --gzip` reads too. Never holds more than the cursor's batch.
 */
export async function writeBson(path: string, documents: AsyncIterable<Uint8Array>): Promise<Written> {
  let count = 0;
  const counted = async function* () {
    for await (const document of documents) {
      count += 1;
      yield Buffer.from(document);
    }
  };
  const measured = measure();
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  const file = createWriteStream(path, { mode: 0o600, flags: 'w' });
  await pipeline(Readable.from(counted(), { objectMode: false }), gzip, measured.stream, file);
  syncPath(path);
  return { documents: count, ...measured.read() };
}

/** Size and SHA-256 of a file as it lies there. */
export async function measureFile(path: string): Promise<Omit<Written, 'documents'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

const LENGTH_BYTES = 4;

/** The documents of such a file, one after the other, as BSON. */
export async function* readBson(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    while (rest.length >= LENGTH_BYTES && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }
  if (rest.length > 0) throw new Error(`${path} ends in the middle of a document.`);
}
