import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { languages, type Language } from '../platform/language.ts';
import type { GuideContact } from './guide-content.ts';

/** A page made once and sent many times. */
export interface KeptPage {
  text: Buffer;
  /** The same, packed: on poor roaming a fifth of the bytes is a fifth of the wait. */
  gzip: Buffer;
  /** Weak, since both forms carry it. */
  etag: string;
}

export interface KeptGuide {
  page(lang: Language): KeptPage;
  /** Writes all languages anew; to be called when an administrator has changed the organisation's own contacts. */
  showContacts(contacts: readonly GuideContact[]): void;
}

/** The guide, written once a language: it changes only with its data (at a start) and with the contacts. */
export function keepGuide(
  render: (lang: Language, contacts: readonly GuideContact[]) => string,
  contacts: readonly GuideContact[],
): KeptGuide {
  const write = (shown: readonly GuideContact[]): Record<Language, KeptPage> => {
    const [en, uk, ru] = languages.map((lang) => keepPage(render(lang, shown))) as [KeptPage, KeptPage, KeptPage];
    return { en, uk, ru };
  };
  let pages = write(contacts);
  return {
    page: (lang) => pages[lang],
    showContacts: (changed) => {
      pages = write(changed);
    },
  };
}

function keepPage(page: string): KeptPage {
  const text = Buffer.from(page, 'utf8');
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { text, gzip: gzipSync(text, { level: 9 }), etag };
}
