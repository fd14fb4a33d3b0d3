import { parseArgs } from 'node:util';
import { inviteSchema } from './access/staff.ts';
import { loadConfig } from './config.ts';
import type { ActContext } from './platform/act-context.ts';
import { DomainError } from './platform/domain-error.ts';
import { randomIds } from './platform/ids.ts';
import { StartRefused } from './platform/start-refused.ts';
import { startServices } from './start.ts';
import type { Services } from './composition.ts';

const USAGE = `Usage:
  npm run admin -- invite NAME --role coordinator|administrator   prints a one-time sign-in link
  npm run admin -- remove NAME                                    ends a person's access and sessions at once`;

const act = (name: string): ActContext => ({
  id: randomIds.id(),
  body: '',
  name,
  actor: { kind: 'admin', name: 'command line' },
  requestId: randomIds.id(),
});

async function invite(services: Services, name: string, role: string): Promise<void> {
  const wish = inviteSchema.safeParse({ name, role });
  if (!wish.success) throw new StartRefused(`Give a name, and a role: coordinator or administrator.\n${USAGE}`);
  const { link } = await services.staff.invite(act('staff.invite'), wish.data);
  console.log(`${link}\nIt signs ${wish.data.name} in once, within 15 minutes.`);
}

async function remove(services: Services, name: string): Promise<void> {
  await services.staff.endByName(act('staff.end'), name);
  console.log(`${name} has no access any more, and is signed out everywhere.`);
}

function readWords() {
  try {
    return parseArgs({ allowPositionals: true, options: { role: { type: 'string' } } });
  } catch {
    // Whatever was mistyped, the usage says how it is written.
    throw new StartRefused(USAGE);
  }
}

async function main(): Promise<void> {
  const { positionals, values } = readWords();
  const [command, ...names] = positionals;
  const name = names.join(' ');
  if ((command !== 'invite' && command !== 'remove') || name === '') throw new StartRefused(USAGE);
  const running = await startServices(loadConfig(), (line) => console.error(line));
  try {
    if (command === 'invite') await invite(running.services, name, values.role ?? '');
    else await remove(running.services, name);
  } finally {
    await running.stop();
  }
}

main().catch((error: unknown) => {
  if (error instanceof StartRefused || error instanceof DomainError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
});
