import { Schema, type Connection } from 'mongoose';

/** The smallest document that two acts can fight over. */
export const counterModel = (connection: Connection) =>
  connection.model(
    'Counter',
    new Schema({ _id: String, n: Number }, { versionKey: false, autoIndex: false }),
    'counters',
  );
