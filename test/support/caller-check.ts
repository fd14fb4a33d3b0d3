import type { TestApp } from './app.ts';
import { anAct } from './builders.ts';

type World = Pick<TestApp, 'services'>;

/** A caller who was asked and matched: what must come before a link, a card, or another phone number. */
export const checkCaller = ({ services }: World, caseFileId: string, actor = anAct().actor) =>
  services.callerCheck.check(anAct({ actor }), caseFileId, { asked: ['reference', 'her-name'], matched: true });

/** A link for a checked caller, by Anna. */
export async function giveLink(world: World, caseFileId: string) {
  await checkCaller(world, caseFileId);
  return world.services.credential.issueLink(anAct(), caseFileId);
}

/** A card's code for a checked caller, by Anna. */
export async function giveCard(world: World, caseFileId: string) {
  await checkCaller(world, caseFileId);
  return world.services.credential.issueCard(anAct(), caseFileId);
}
