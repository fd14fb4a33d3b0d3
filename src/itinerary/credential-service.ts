import type { Perform } from '../audit/act-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { sha256 } from '../platform/sealing.ts';
import type { Transact } from '../platform/transact.ts';
import { newCardCode, parseCardCode } from './card-code.ts';
import { CodeNotRight, isStillShown, LinkOver, NoVerifiedContact, type Credential } from './credential.ts';
import type { CredentialStore } from './credential-store.ts';

interface Dependencies {
  perform: Perform;
  transact: Transact;
  credentials: CredentialStore;
  caseFiles: CaseFileStore;
  keys: KeyRing;
  clock: Clock;
  ids: Ids;
  /** The organisation's own, verified numbers: her page must name one. */
  listVerified(): Promise<readonly unknown[]>;
  /** Ends what is open in browsers; called inside the act that revokes. */
  endSessionsOf(caseFileId: string): Promise<unknown>;
  /** Lets a browser in; gives the token for its cookie. Called inside the transaction that found the credential good. */
  openSession(caseFileId: string): Promise<string>;
}

/** A credential as the desk sees it; what opens the page was shown once and is kept by nobody here. */
export interface CredentialView {
  credentialId: string;
  kind: Credential['kind'];
  issuedAt: Date;
  issuedBy: string;
  revokedAt?: Date;
}

export type CredentialService = ReturnType<typeof credentialService>;

/** Links and card codes: handing them out, ending them, and finding whose page one opens. */
export function credentialService(dependencies: Dependencies) {
  return { ...issuing(dependencies), ...keeping(dependencies), ...opening(dependencies) };
}

function issuing(dependencies: Dependencies) {
  const { perform, credentials, caseFiles, keys, ids } = dependencies;

  /** Issuing adds one and ends none. */
  const issue = <R extends object>(
    act: ActContext,
    caseFileId: string,
    { reply, ...made }: { kind: Credential['kind']; hash: string; reply: R },
  ): Promise<R & { credentialId: string }> =>
    perform(act, `case/${caseFileId}`, async (now) => {
      await caseFiles.lock(caseFileId);
      if ((await dependencies.listVerified()).length === 0) throw new NoVerifiedContact();
      const issuedBy = 'name' in act.actor ? act.actor.name : act.actor.kind;
      const credentialId = ids.id();
      await credentials.insert({ _id: credentialId, caseFileId, ...made, issuedAt: now, issuedBy });
      return { reply: { ...reply, credentialId }, which: { caseFileId, credentialId }, fields: [made.kind] };
    });

  return {
    /** A link's token, shown once. Throws NoVerifiedContact, NotFound. */
    issueLink: (act: ActContext, caseFileId: string): Promise<{ token: string; credentialId: string }> => {
      const token = ids.token();
      return issue(act, caseFileId, { kind: 'link', hash: sha256(token), reply: { token } });
    },
    /** A card's code, shown once. Throws NoVerifiedContact, NotFound. */
    issueCard: (act: ActContext, caseFileId: string): Promise<{ code: string; credentialId: string }> => {
      const code = newCardCode(ids);
      return issue(act, caseFileId, { kind: 'card', hash: keys.hash('card-code', code), reply: { code } });
    },
  };
}

function keeping(dependencies: Dependencies) {
  const { perform, credentials, caseFiles } = dependencies;
  return {
    /** Ends one, and whatever is open in browsers of this case file: a lost phone must not stay open. */
    revoke: async (act: ActContext, caseFileId: string, credentialId: string): Promise<{ credentialId: string }> => {
      const found = await credentials.find(credentialId);
      if (found?.caseFileId !== caseFileId) throw new NotFound('link or card');
      return perform(act, `case/${caseFileId}`, async (now) => {
        await caseFiles.lock(caseFileId);
        if (!(await credentials.find(credentialId))?.revokedAt) await credentials.revoke(credentialId, now);
        await dependencies.endSessionsOf(caseFileId);
        return { reply: { credentialId }, which: { caseFileId, credentialId }, fields: ['revoked'] };
      });
    },
    listOf: async (caseFileId: string): Promise<CredentialView[]> =>
      (await credentials.listOfCase(caseFileId)).map(({ _id, kind, issuedAt, issuedBy, revokedAt }) => ({
        ...{ credentialId: _id, kind, issuedAt, issuedBy },
        ...(revokedAt ? { revokedAt } : {}),
      })),
  };
}

function opening(dependencies: Dependencies) {
  const { transact, credentials, caseFiles, keys, clock } = dependencies;
  /** The token of the browser's new session; undefined when nothing has this hash. */
  const openBy = async (hash: string): Promise<string | undefined> => {
    const known = await credentials.findByHash(hash);
    if (!known) return undefined;
    const { caseFileId } = known;
    return transact(`case/${caseFileId}`, async () => {
      // Whoever revokes meets this lock, so no session outlives its link.
      const caseFile = await caseFiles.lock(caseFileId);
      const credential = await credentials.findByHash(hash);
      if (!credential || credential.revokedAt || !isStillShown(caseFile, clock())) throw new LinkOver();
      return dependencies.openSession(caseFileId);
    });
  };

  return {
    /** Opens the page by a link's token; gives the token for the browser's cookie. Throws LinkOver. */
    openByToken: async (token: string): Promise<string> => {
      const session = token.length === 43 ? await openBy(sha256(token)) : undefined;
      if (session === undefined) throw new LinkOver();
      return session;
    },
    /** The same by a typed code. Throws LinkOver, CodeNotRight; a failing check digit costs no look at the database. */
    openByCode: async (typed: string): Promise<string> => {
      const code = parseCardCode(typed);
      const session = code === undefined ? undefined : await openBy(keys.hash('card-code', code));
      if (session === undefined) throw new CodeNotRight();
      return session;
    },
  };
}
