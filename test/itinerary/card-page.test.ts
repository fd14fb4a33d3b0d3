import { describe, it, expect } from '@jest/globals';
import { renderCard } from '../../src/itinerary/card-page.ts';
import { cardAddress } from '../../src/itinerary/own-card-page.ts';
import { languages } from '../../src/platform/language.ts';
import { UNSAFE, visibleText } from '../support/unsafe-words.ts';
import { aPlannedWay, waitingWays } from '../support/way.ts';

const token = 'Abc-_12345'.repeat(4) + 'xyz';
const linkOf = (secret: string): string => `https://homeward.example.org/i#${secret}`;
const issued = {
  code: '04172085131700000000',
  link: linkOf(token),
  address: cardAddress('https://homeward.example.org'),
  printedAt: new Date('2026-11-24T10:00:00Z'),
};

describe('the card that the desk prints right after issuing', () => {
  const markup = renderCard({ way: aPlannedWay(), ...issued }).toString();
  const text = visibleText(markup);

  it('carries place and side, local times, the word, the number and the next step', () => {
    const parts = ['Ukrainian side', '14:30 Kyiv time', 'ЛИПА · LIPA', '+48 000 000 000', '417-2085', 'Minsk'];
    for (const part of parts) expect(text).toContain(part);
    expect(text).toContain('Printed Tue 24 Nov, 13:00 Minsk time');
  });

  it('prints the code in five groups and where it is typed, and the link only as squares', () => {
    expect(text).toContain('0417 2085 1317 0000 0000');
    expect(text).toContain('Type the code at homeward.example.org/i');
    expect(markup).not.toContain(token);
    expect(markup).toMatch(/<svg[^>]*><path fill="#fff"[^>]*\/><path fill="#000" d="M\d+ \d+h1v1h-1z/);
  });

  it('says once the desk has recorded that she was met with whom she goes on, and no old window', () => {
    const { itinerary } = aPlannedWay();
    const current = itinerary.steps.findIndex(({ kind }) => kind === 'accompany');
    const met = visibleText(renderCard({ way: aPlannedWay({ current }), ...issued }).toString());
    expect(met).toMatch(/On with Olena[\s\S]*Kyiv, about[\s\S]*\+48 000 000 000/);
    expect(met).not.toMatch(/You will be met|14:30|ЛИПА/);
  });

  it('draws another link as other squares', () => {
    expect(renderCard({ way: aPlannedWay(), ...issued, link: linkOf(token.replace('A', 'B')) }).toString()).not.toBe(
      markup,
    );
  });

  it.each(languages)('names nothing of why she travels, in %s, whatever the state', (language) => {
    const cards = [aPlannedWay({ language }), ...waitingWays(language)].map((way) => renderCard({ way, ...issued }));
    const texts = cards.map((card) => visibleText(card.toString()));
    expect(texts.filter((one) => UNSAFE[language].test(one) || /\{\w+\}/.test(one))).toEqual([]);
  });
});
