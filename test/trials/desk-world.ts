import type { Connection } from 'mongoose';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import { createCredentialStore } from '../../src/itinerary/credential-store.ts';
import { anAct } from '../support/builders.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';
import { signInFor } from '../support/sign-in.ts';
import { PATH } from '../support/her-path.ts';

const DAY_MS = 86_400_000;

/** What a desk at work has before it: filled by acts alone, so that every row has its cause. */
export interface DeskWorld {
  slotIds: string[];
  caseFileIds: string[];
  escortIds: string[];
  /** The token of each family's link. */
  linkTokens: string[];
  /** Of somebody who is signed in. */
  cookie: string;
}

/** Fills an empty database with so many families, and escorts of some eight slots each. */
export async function fillDesk(
  connection: Connection,
  master: Buffer,
  { families, escorts }: { families: number; escorts: number },
): Promise<DeskWorld> {
  const clock = () => new Date();
  const core = await startCore(connection, clock, { master });
  const meetingPointId = await aMeetingPoint(core);
  const escortIds: string[] = [];
  for (let index = 0; index < escorts; index += 1) escortIds.push(await planSlots(core, meetingPointId, index));
  const world: DeskWorld = { slotIds: [], caseFileIds: [], escortIds, linkTokens: [], cookie: '' };
  for (let index = 0; index < families; index += 1) world.caseFileIds.push(await openCase(core));
  // Three days ahead: nobody arrives before she left.
  const from = new Date(clock().getTime() + 3 * DAY_MS);
  const slots = await core.stores.slots.list({ from, to: new Date(from.getTime() + 60 * DAY_MS) });
  world.slotIds = slots.filter(({ status }) => status === 'open').map(({ _id }) => _id);
  for (const caseFileId of world.caseFileIds) world.linkTokens.push(await giveLink(connection, caseFileId));
  world.cookie = await signInFor(connection);
  await core.stop();
  return world;
}

async function planSlots(core: TestCore, meetingPointId: string, index: number): Promise<string> {
  const escortId = await core.addEscort();
  const pattern = { meetingPointId, weekdays: [1, 4], localTimes: [`${10 + (index % 10)}:00`], windowMinutes: 40 };
  const today = new Date();
  const day = (days: number): string => new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const valid = { validFrom: day(0), validTo: day(300), escortId, capacity: 3 };
  await core.series.create(anAct({ name: 'series.create' }), { ...pattern, ...valid });
  return escortId;
}

async function openCase({ intake, progress }: TestCore): Promise<string> {
  const opened = { language: 'uk', channel: 'phone', party: 1 } as const;
  const { caseFileId } = await intake.open(anAct({ name: 'case-file.open' }), opened);
  await intake.choosePath(anAct({ name: 'case-file.choose-path' }), caseFileId, PATH);
  const confirmedAt = new Date(new Date().getTime() - 2 * DAY_MS).toISOString().slice(0, 10);
  const proof = { confirmedBy: 'the staff', reference: 'list 7', confirmedAt };
  await progress.recordProof(anAct({ name: 'case-file.record-proof' }), caseFileId, proof);
  return caseFileId;
}

async function giveLink(connection: Connection, caseFileId: string): Promise<string> {
  const [token, _id] = [randomIds.token(), randomIds.id()];
  const given = { kind: 'link' as const, issuedAt: new Date(), issuedBy: 'Anna', hash: sha256(token) };
  await createCredentialStore(connection).insert({ _id, caseFileId, ...given });
  return token;
}
