import type { Verification } from '../audit/chain-store.ts';
import type { Broken, Head } from '../audit/chain.ts';
import { CommandFailed, Misunderstood, type Command } from '../platform/command-line.ts';
import { adminAct, withServices } from './command.ts';

const WHY: Record<Broken['why'], string> = {
  missing: 'it is missing',
  inserted: 'an entry stands there that was not sealed',
  altered: 'it is not what was written and sealed',
  cut: 'it and what came after it are missing: the tail was cut, or a restore lost it',
  'other-head': 'it is not the entry of the head that was noted',
};

const HEAD_PATTERN = /^([1-9]\d{0,14}):(\S+)$/;

/** Reads the log's chain through, and lets it go on after a loss. */
export const auditCommands: readonly Command[] = [
  {
    name: 'audit verify',
    takes: '[--head NUMBER:HASH]',
    does: 'reads the audit through: OK and its head, or the first broken number',
    options: { head: { type: 'string' } },
    run: async ({ options: { head } }) => {
      const known = head === undefined ? [] : [readHead(String(head))];
      await withServices(async ({ services: { auditChain } }) => {
        const found = await auditChain.verify(known);
        const { unsealed } = await auditChain.state();
        if (found.broken || found.strays > 0) throw new CommandFailed(sayBroken(found));
        const waiting = unsealed === 0 ? '' : ` ${unsealed} more wait for their seal.`;
        console.log(`OK: ${found.head.no} entries. Head ${sayHead(found.head)}.${waiting}`);
      });
    },
  },
  {
    name: 'audit continue',
    takes: '',
    does: 'after a restore that lost the last entries: writes that down and seals on',
    run: async () => {
      await withServices(async ({ services: { auditChain } }) => {
        const { lost, from } = await auditChain.continueChain(adminAct('audit.continue'));
        console.log(`The audit goes on from ${sayHead(from)}. Its head was ${sayHead(lost)}; an entry says so.`);
      });
    },
  },
];

const sayHead = ({ no, hash }: Head): string => `${no}:${hash}`;

function readHead(text: string): Head {
  const [, no, hash] = HEAD_PATTERN.exec(text) ?? [];
  if (no === undefined || hash === undefined)
    throw new Misunderstood('Give the head as the log and the console show it: NUMBER:HASH.');
  return { no: Number(no), hash };
}

function sayBroken({ head, broken, strays }: Verification): string {
  if (broken) return `Broken at ${broken.no}: ${WHY[broken.why]}. Whole up to ${sayHead(head)}.`;
  return `Broken: ${strays} entries stand outside the chain; somebody else put them there. Whole up to ${sayHead(head)}.`;
}
