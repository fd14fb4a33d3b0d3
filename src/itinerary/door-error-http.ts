import type { Request } from 'express';
import type { DomainError } from '../platform/domain-error.ts';
import { chooseLanguage } from '../platform/language.ts';
import { renderClosedDoor, type DoorWord } from './door-page.ts';
import type { Frame } from './traveller-page.ts';

type ErrorPage = (refusal: DomainError, req: Request) => string;

/** What she meets when her cookie has ended: the number, and the way back in. `phone` gives the last one known. */
export function itineraryErrorPages(frame: Frame, phone: () => string | undefined): Record<string, ErrorPage> {
  const page =
    (why: DoorWord): ErrorPage =>
    (_refusal, req) =>
      renderClosedDoor({ frame, lang: chooseLanguage(req.get('accept-language')), phone: phone(), why });
  return { 'link-needed': page('needLink'), 'link-over': page('linkOver') };
}
