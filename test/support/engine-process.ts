// A process of its own that attaches to the engine of a folder, says so, and leaves when its input ends.
import mongoose from 'mongoose';
import { openEngine } from '../../src/platform/engine/engine.ts';

const [, , dataDir = ''] = process.argv;
const engine = await openEngine({ dataDir, say: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`attached ${engine.uri}\n`);
process.stdin.on('data', (note) => void keepNote(note.toString().trim()));
process.stdin.on('end', () => void engine.leave().then(() => process.exit(0)));

/** Writes one note and answers with the number of notes there are. */
async function keepNote(text: string): Promise<void> {
  const connection = await mongoose.createConnection(engine.uri).asPromise();
  await connection.collection('notes').insertOne({ text });
  process.stdout.write(`notes ${await connection.collection('notes').countDocuments()}\n`);
  await connection.close();
}
