import { describe, expect, it } from '@jest/globals';
import { languages, type Language } from '../../src/platform/language.ts';
import { loadReference } from '../../src/route/load-route.ts';
import type { Stage } from '../../src/route/route.ts';
import { UNSAFE } from '../support/unsafe-words.ts';

const stages = [...loadReference(process.cwd()).routes.values()].flatMap((route) => [...route.stages.values()]);

/** Each trouble of the route once, with the blocks of guidance that speak it. */
const troubles = [
  ...new Map(
    stages.flatMap(({ guidance }) =>
      guidance.traveller.troubles.map(
        (trouble) => [JSON.stringify(trouble), { ...trouble, block: guidance.id }] as const,
      ),
    ),
  ).values(),
];

const READINGS = troubles.flatMap((trouble) =>
  languages.map((language) => ({
    name: `${language}: ${trouble.title.en} (${trouble.block})`,
    language,
    title: trouble.title[language],
    sentences: trouble.do.flatMap((line) => line[language].split(/(?<=[.!?])\s+/)),
  })),
);

/** What a frightened reader must hear first: what to do. */
const VERBS: Record<Language, string> = {
  en: 'Ask Call Check Go Keep Rest Say Show Stay Take Tell Wait Write',
  uk: 'Візьміть Відпочиньте Дзвоніть Залишайтеся Зайдіть Зачекайте Зберігайте Звірте Йдіть Назвіть Напишіть Переночуйте Поверніться Подзвоніть Покажіть Попросіть Скажіть Спитайте Тримайте Тримайтеся Чекайте',
  ru: 'Возьмите Вернитесь Держите Держитесь Ждите Звоните Зайдите Идите Назовите Напишите Оставайтесь Отдохните Переночуйте Подождите Позвоните Покажите Попросите Сверьте Скажите Сохраняйте Спросите',
};
/** What must not be done, said by a verb too. */
const FORBIDDING: Record<Language, RegExp> = {
  en: /^Do not (get|go|hand|set|stay|take|travel|try|walk|change)\b/,
  uk: /^Не [а-яіїєґ’]+(йте|йтеся|те|ть|ться|теся)(?![а-яіїєґ’])/,
  ru: /^Не [а-яё]+(йте|йтесь|те|тесь)(?![а-яё])/,
};

const wordsIn = (sentence: string): number =>
  sentence.split(/[\s—–]+/).filter((word) => /[\p{L}\d]/u.test(word)).length;

const beginsWithVerb = (sentence: string, language: Language): boolean =>
  VERBS[language].split(' ').includes(/^[\p{L}’]+/u.exec(sentence)?.[0] ?? '') || FORBIDDING[language].test(sentence);

describe('“if something goes wrong”, read aloud', () => {
  it.each(READINGS)('is short, and says first what to do: $name', ({ language, title, sentences }) => {
    const lengths = sentences.map(wordsIn);
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeLessThanOrEqual(10);
    expect(sentences.filter((sentence) => wordsIn(sentence) > 18)).toEqual([]);
    expect(sentences.filter((sentence) => !beginsWithVerb(sentence, language))).toEqual([]);
    expect([title, ...sentences].filter((text) => UNSAFE[language].test(text))).toEqual([]);
  });

  it('would hear a sentence that begins otherwise', () => {
    expect(beginsWithVerb('If you are late, call us.', 'en')).toBe(false);
    expect(beginsWithVerb('Якщо запізнилися, подзвоніть.', 'uk')).toBe(false);
    expect(beginsWithVerb('Не вокзал.', 'uk')).toBe(false);
    expect(beginsWithVerb('Если опоздали, позвоните.', 'ru')).toBe(false);
    expect(beginsWithVerb('Не вокзал.', 'ru')).toBe(false);
  });
});

describe('what each stage foresees', () => {
  const FORESEEN: Record<Stage['kind'], readonly string[]> = {
    contact: ['nobody-there', 'phone-lost'],
    proof: ['nobody-there', 'phone-lost'],
    hub: ['ride-missed', 'phone-lost'],
    ride: ['ride-missed', 'nobody-there', 'phone-lost'],
    border: ['turned-back', 'phone-lost'],
    meeting: ['nobody-there', 'curfew', 'phone-lost'],
    accompany: ['ride-missed', 'nobody-there', 'curfew', 'phone-lost'],
    handover: ['turned-back', 'nobody-there', 'curfew', 'phone-lost'],
  };
  const kindsOf = ({ guidance }: Stage): string[] => guidance.traveller.troubles.map(({ kind }) => kind);

  it('is all that can go wrong there, and the curfew wherever she may arrive in Ukraine', () => {
    for (const stage of stages) {
      expect([stage.key, kindsOf(stage)]).toEqual([stage.key, expect.arrayContaining([...FORESEEN[stage.kind]])]);
      const intoUkraine = stage.kind === 'border' && stage.direction === 'to-UA';
      if (intoUkraine) expect(kindsOf(stage)).toContain('curfew');
    }
  });

  it('names whom to call in every language, whatever has happened', () => {
    const calls: Record<Language, RegExp> = {
      en: /\b(call|tell) us\b/i,
      uk: /(подзвоніть|скажіть) нам/i,
      ru: /(позвоните|скажите) нам/i,
    };
    const silent = READINGS.filter(
      ({ name, language, sentences }) => !name.includes('Nobody answers') && !calls[language].test(sentences.join(' ')),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
