import { checkUnchanged } from '../case-file/seen-version.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import { sha256 } from '../platform/sealing.ts';
import type { Transact } from '../platform/transact.ts';
import { parseCardCode } from './card-code.ts';
import { CodeNotRight, isStillShown, LinkOver, type Credential } from './credential.ts';
import { issueCredentialService, type IssuingDependencies } from './issue-credential-service.ts';

interface Dependencies extends IssuingDependencies {
  transact: Transact;
  clock: Clock;
  /** Lets a browser in; gives the token for its cookie. Called inside the transaction that found the credential good. */
  openSession(caseFileId: string): Promise<string>;
}

/** A credential as the desk sees it; what opens the page was shown once and is kept by nobody here. */
export interface CredentialView {
  credentialId: string;
  kind: Credential['kind'];
  issuedAt: Date;
  issuedBy: string;
  openedAt?: Date;
  revokedAt?: Date;
}

export type CredentialService = ReturnType<typeof credentialService>;

/** Links and card codes: handing them out, ending them, and finding whose page one opens. */
export function credentialService(dependencies: Dependencies) {
  return { ...issueCredentialService(dependencies), ...keeping(dependencies), ...opening(dependencies) };
}

function keeping(dependencies: Dependencies) {
  const { perform, credentials, caseFiles } = dependencies;
  return {
    /** Ends one, and whatever is open in browsers of this case file: a lost phone must not stay open. */
    revoke: async (act: ActContext, caseFileId: string, credentialId: string): Promise<{ credentialId: string }> => {
      const found = await credentials.find(credentialId);
      if (found?.caseFileId !== caseFileId) throw new NotFound('link or card');
      return perform(act, `case/${caseFileId}`, async (now) => {
        checkUnchanged(await caseFiles.lock(caseFileId), act);
        if (!(await credentials.find(credentialId))?.revokedAt) await credentials.revoke(credentialId, now);
        await dependencies.endSessionsOf(caseFileId);
        return { reply: { credentialId }, which: { caseFileId, credentialId }, fields: ['revoked'] };
      });
    },
    listOf: async (caseFileId: string): Promise<CredentialView[]> =>
      (await credentials.listOfCase(caseFileId)).map(({ _id, kind, issuedAt, issuedBy, openedAt, revokedAt }) => ({
        ...{ credentialId: _id, kind, issuedAt, issuedBy },
        ...(openedAt ? { openedAt } : {}),
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
      // An erased case file has no credential left: it answers like any link that is unknown.
      const caseFile = await caseFiles.lockEvenErased(caseFileId);
      const credential = await credentials.findByHash(hash);
      const now = clock();
      if (!credential || credential.revokedAt || !isStillShown(caseFile, now)) throw new LinkOver();
      if (!credential.openedAt) await credentials.markOpened(credential._id, now);
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
