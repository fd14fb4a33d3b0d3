import { inviteSchema } from '../access/staff.ts';
import { Misunderstood, type Command } from '../platform/command-line.ts';
import { adminAct, withServices } from './command.ts';

/** Lets somebody of the desk in, and out again. */
export const staffCommands: readonly Command[] = [
  {
    name: 'invite',
    takes: 'NAME --role coordinator|administrator',
    does: 'prints a one-time sign-in link',
    options: { role: { type: 'string' } },
    run: async ({ words, options: { role } }) => {
      const wish = inviteSchema.safeParse({ name: words.join(' '), role });
      if (!wish.success) throw new Misunderstood('Give a name, and a role: coordinator or administrator.');
      await withServices(async ({ services }) => {
        const { link } = await services.staff.invite(adminAct('staff.invite'), wish.data);
        console.log(`${link}\nIt signs ${wish.data.name} in once, within 15 minutes.`);
      });
    },
  },
  {
    name: 'remove',
    takes: 'NAME',
    does: "ends a person's access and sessions at once",
    run: async ({ words }) => {
      const name = words.join(' ');
      if (name === '') throw new Misunderstood();
      await withServices(async ({ services }) => {
        await services.staff.endByName(adminAct('staff.end'), name);
        console.log(`${name} has no access any more, and is signed out everywhere.`);
      });
    },
  },
];
