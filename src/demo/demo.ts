import type { Services } from '../composition.ts';
import { DEMO_CASES } from './demo-people.ts';
import type { DemoClock } from './demo-clock.ts';
import { demoAct, fillDemo } from './fill-demo.ts';

/** What the start screen shows: fresh at each start, the last ones ended. */
export interface DemoLinks {
  consoleLink: string;
  feedLink: string;
  travellerLink: string;
}

interface DemoOptions {
  clock: DemoClock;
  say: (line: string) => void;
  publicUrl: string;
}

/** Fills an empty embedded database with the demonstration, and makes the links of this start. */
export async function openDemo(services: Services, { clock, say, publicUrl }: DemoOptions): Promise<DemoLinks> {
  await fillOnce(services, clock, say);
  const invited = await services.staff.invite(demoAct('staff.invite'), {
    name: 'Demo administrator',
    role: 'administrator',
  });
  const [escort] = (await services.escort.list()).filter(({ name }) => name.startsWith('Olena'));
  const feed = escort ? await services.feedDesk.rotate(demoAct('feed.rotate'), escort.escortId) : undefined;
  return {
    consoleLink: invited.link,
    feedLink: feed?.url ?? 'no escort of the demonstration is left',
    travellerLink: await openTraveller(services, publicUrl),
  };
}

// Not a time: the demonstration is filled once in the life of its database.
const ONCE = new Date(0);
const WAIT_MS = 200;

/** Two starts at once fill it once: the second waits for the first. */
async function fillOnce(services: Services, clock: DemoClock, say: (line: string) => void): Promise<void> {
  const { claims, escort } = services;
  if ((await escort.list()).length > 0 && (await claims.isDone('fill-demo', ONCE))) return;
  if (!(await claims.claim('fill-demo', ONCE, clock.now()))) {
    while (!(await claims.isDone('fill-demo', ONCE))) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    return;
  }
  if ((await escort.list()).length === 0) {
    say('Filling the demonstration: invented people, the documented route.');
    await fillDemo(services, clock);
  }
  await claims.finish('fill-demo', ONCE, clock.now());
}

/** A fresh link for the first family that is booked; links of earlier starts end. */
async function openTraveller(services: Services, publicUrl: string): Promise<string> {
  const families = await services.reading.listRecent(400);
  const booked = families.filter(({ state }) => state === DEMO_CASES[0]?.reaches).at(-1);
  if (!booked) return 'nobody of the demonstration is booked now';
  const { caseFileId } = booked;
  const old = (await services.credential.listOf(caseFileId)).filter(
    ({ kind, revokedAt }) => kind === 'link' && !revokedAt,
  );
  for (const { credentialId } of old)
    await services.credential.revoke(demoAct('credential.revoke'), caseFileId, credentialId);
  await services.callerCheck.check(demoAct('case-file.check-caller'), caseFileId, {
    asked: ['reference', 'her-name'],
    matched: true,
  });
  const { token } = await services.credential.issueLink(demoAct('credential.issue-link'), caseFileId);
  return `${publicUrl}/i#${token}`;
}
