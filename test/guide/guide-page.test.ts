import { describe, it, expect } from '@jest/globals';
import { renderGuide } from '../../src/guide/guide-page.ts';
import { guideWords } from '../../src/guide/guide-words.ts';
import { languages, type Language } from '../../src/platform/language.ts';
import { loadLook } from '../../src/platform/look.ts';
import { aContact, aGuide } from '../support/guide-sample.ts';

const look = loadLook();
const publicUrl = 'https://homeward.example.org';
const guideIn = (lang: Language, contacts = [aContact()], content = aGuide()) =>
  renderGuide({ lang, content, contacts, look, banners: [], publicUrl });

describe.each(languages)('the public guide in %s', (lang) => {
  const page = guideIn(lang);

  it('says before step one what is known and what is not, each with its date and its sources', () => {
    const [before, way] = [page.indexOf('id="before"'), page.indexOf('id="way"')];
    const keys = ['statement', 'no-journey-known', 'enter-poland', 'enter-ukraine', 'recorded', 'way-back'];
    for (const key of keys) {
      const at = page.indexOf(`<li id="${key}">`);
      expect(at).toBeGreaterThan(before);
      expect(at).toBeLessThan(way);
      const fact = page.slice(at, page.indexOf('</li>', at));
      expect(fact).toContain(`${guideWords.asOf[lang]}: <b>`);
      expect(fact).toMatch(/<a href="https:\/\/[^"]+" rel="noreferrer">/);
    }
  });

  it('tells the steps in order, with their choices and what to do when something goes wrong', () => {
    expect(page.indexOf('<li id="hub">')).toBeLessThan(page.indexOf('<li id="border">'));
    expect(page).toContain(`<b>Minsk ${lang}</b> ${guideWords.or[lang]} <b>Kaliningrad ${lang}</b>`);
    expect(page).toContain(`<dt>Turned back ${lang}</dt>`);
  });

  it('carries no script, no inline style and nothing of another origin but links', () => {
    expect(page).not.toMatch(/<script|\sstyle=|\son\w+=|<img|<iframe/);
    expect(page.match(/(?:src|stylesheet" href)="[^/][^"]*"/g)).toBeNull();
  });

  it('links all three languages and marks its own', () => {
    for (const other of languages) expect(page).toContain(`<a href="/${other}" lang="${other}"`);
    expect(page.match(/aria-current="page"/g)).toHaveLength(1);
  });
});

describe('the public guide', () => {
  it('says in words where it is not sure', () => {
    expect(guideIn('en')).toContain('uncertain: sources disagree');
    expect(guideIn('uk')).toContain('непевно');
  });

  it('shows the organisation’s verified number, or says that there is none', () => {
    expect(guideIn('en')).toContain('href="tel:+48000000000"');
    expect(guideIn('en')).toContain('20 November 2026');
    const none = guideIn('en', []);
    expect(none).toContain('No verified number stands here yet');
    expect(none).not.toContain('tel:');
  });

  it('escapes what an administrator typed', () => {
    expect(guideIn('ru', [aContact({ hours: '<b>"8"</b>' })])).toContain('&lt;b&gt;&quot;8&quot;&lt;/b&gt;');
  });

  it('is the one page that search engines may keep, each language named to them', () => {
    const page = guideIn('uk');
    expect(page).toContain('<meta name="robots" content="index">');
    expect(page).toContain('<link rel="alternate" hreflang="ru" href="https://homeward.example.org/ru">');
  });
});
