import { Schema, type Connection } from 'mongoose';

/** A dated note of a call, sealed under the family's key. */
export interface Note {
  _id: string;
  caseFileId: string;
  at: Date;
  by: string;
  sealed: string;
}

const noteSchema = new Schema(
  { _id: String, caseFileId: String, at: Date, by: String, sealed: String },
  { autoIndex: false, versionKey: false },
).index({ caseFileId: 1, at: 1 });

export type NoteStore = ReturnType<typeof createNoteStore>;

export function createNoteStore(connection: Connection) {
  const notes = connection.model('Note', noteSchema, 'notes');
  return {
    insert: async (note: Note): Promise<void> => {
      await notes.insertMany([note], { lean: true });
    },
    listOfCase: (caseFileId: string): Promise<Note[]> => notes.find({ caseFileId }).sort({ at: 1 }).lean<Note[]>(),
  };
}
