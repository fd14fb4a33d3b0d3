import type { Perform } from '../audit/act-service.ts';
import type { RequireCheckedCaller } from '../case-file/caller-check-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { checkUnchanged } from '../case-file/seen-version.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { sha256 } from '../platform/sealing.ts';
import { newCardCode } from './card-code.ts';
import { AlreadyEnded, checkShownOnce, NoVerifiedContact, type Credential } from './credential.ts';
import type { CredentialStore } from './credential-store.ts';

export interface IssuingDependencies {
  perform: Perform;
  credentials: CredentialStore;
  caseFiles: CaseFileStore;
  keys: KeyRing;
  ids: Ids;
  /** The organisation's own, verified numbers: her page must name one. */
  listVerified(): Promise<readonly unknown[]>;
  /** Ends what is open in browsers; called inside the act that revokes. */
  endSessionsOf(caseFileId: string): Promise<unknown>;
  requireCheckedCaller: RequireCheckedCaller;
}

type IssuedLink = { token: string; credentialId: string };
type IssuedCard = { code: string; credentialId: string };
/** The new one of a replacement: a link has a token, a card has a code. */
export type Replacement = { credentialId: string } & ({ token: string } | { code: string });

/** Something new that opens her page: what she is given, and the hash that is kept of it. */
interface Made<R extends object> {
  kind: Credential['kind'];
  hash: string;
  reply: R;
}

/** Links and card codes: handing them out, each shown once, to a caller who was checked. */
export function issueCredentialService(dependencies: IssuingDependencies) {
  const { credentials, keys, ids } = dependencies;
  const issue = issuing(dependencies);

  const makeLink = (): Made<{ token: string }> => {
    const token = ids.token();
    return { kind: 'link', hash: sha256(token), reply: { token } };
  };
  const makeCard = (): Made<{ code: string }> => {
    const code = newCardCode(ids);
    return { kind: 'card', hash: keys.hash('card-code', code), reply: { code } };
  };

  return {
    /** A link's token, shown once. Issuing ends none. Throws NoVerifiedContact, CallerNotChecked, LinkWasOpened, NotFound. */
    issueLink: (act: ActContext, caseFileId: string): Promise<IssuedLink> => issue(act, caseFileId, makeLink()),

    /** A card's code, shown once; likewise. */
    issueCard: (act: ActContext, caseFileId: string): Promise<IssuedCard> => issue(act, caseFileId, makeCard()),

    /** Ends one with all that is open in browsers, and issues another of its kind. Throws AlreadyEnded too. */
    replace: async (act: ActContext, caseFileId: string, credentialId: string): Promise<Replacement> => {
      const known = await credentials.find(credentialId);
      if (known?.caseFileId !== caseFileId) throw new NotFound('link or card');
      const made: Made<{ token: string } | { code: string }> = known.kind === 'link' ? makeLink() : makeCard();
      return issue(act, caseFileId, made, credentialId);
    },
  };
}

function issuing({ perform, credentials, caseFiles, ids, ...rest }: IssuingDependencies) {
  const end = async (caseFileId: string, credentialId: string, now: Date): Promise<void> => {
    if ((await credentials.find(credentialId))?.revokedAt) throw new AlreadyEnded();
    await credentials.revoke(credentialId, now);
    await rest.endSessionsOf(caseFileId);
  };
  return async <R extends object>(
    act: ActContext,
    caseFileId: string,
    { reply, ...made }: Made<R>,
    replaces?: string,
  ): Promise<R & { credentialId: string }> => {
    const issued = await perform(act, `case/${caseFileId}`, async (now) => {
      checkUnchanged(await caseFiles.lock(caseFileId), act);
      if ((await rest.listVerified()).length === 0) throw new NoVerifiedContact();
      await rest.requireCheckedCaller(act, caseFileId, now);
      if (replaces !== undefined) await end(caseFileId, replaces, now);
      const credentialId = ids.id();
      const given = { issuedAt: now, issuedBy: actorName(act.actor) };
      await credentials.insert({ _id: credentialId, caseFileId, ...made, ...given });
      const which = { caseFileId, credentialId, replacedId: replaces };
      return { reply: { ...reply, credentialId }, which, fields: [made.kind] };
    });
    // The same form sent again gets the kept answer: but what somebody has opened since is shown to nobody.
    checkShownOnce(await credentials.find(issued.credentialId));
    return issued;
  };
}
