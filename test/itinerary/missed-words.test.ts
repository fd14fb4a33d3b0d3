import { describe, expect, it } from '@jest/globals';
import { STATE_TEXTS } from '../../src/itinerary/state-phrases.ts';
import { languages, type Language } from '../../src/platform/language.ts';
import { loadReference } from '../../src/route/load-route.ts';

const troubles = [...loadReference(process.cwd()).routes.values()]
  .flatMap((route) => [...route.stages.values()])
  .flatMap(({ guidance }) => guidance.traveller.troubles)
  .filter(({ title }) => title.en === 'Nobody is there');

/** Where she waits, as her page says it when the window has ended and as the trouble says it before. */
const WHERE: Record<Language, string> = {
  en: 'Go inside nearby, where it is warm and lit',
  uk: 'Зайдіть поруч туди, де тепло й світло',
  ru: 'Зайдите рядом туда, где тепло и светло',
};

describe('what she does when nobody came', () => {
  it.each(languages)('is the same on her page as in “if something goes wrong”, in %s', (language) => {
    expect(troubles).not.toEqual([]);
    for (const trouble of troubles)
      expect(trouble.do.map((line) => line[language])).toContainEqual(expect.stringContaining(WHERE[language]));
    expect(STATE_TEXTS.missed[language]).toContain(WHERE[language]);
  });
});
