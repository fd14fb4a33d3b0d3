import { describe, it, expect } from '@jest/globals';
import { html } from '../../src/platform/html.ts';
import { languages } from '../../src/platform/language.ts';
import { loadLook } from '../../src/platform/look.ts';
import { renderDocument, renderErrorPage } from '../../src/platform/page.ts';

const look = loadLook();

describe('a document', () => {
  const page = renderDocument({
    lang: 'uk',
    title: '<Дорога>',
    body: html`<h1>Так</h1>`,
    look,
    banners: ['demonstration'],
  });

  it('says its language, escapes its title and links the one stylesheet by its hash', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="uk">/);
    expect(page).toContain('<title>&lt;Дорога&gt;</title>');
    expect(look.path).toMatch(/^\/look-[0-9a-f]{12}\.css$/);
    expect(page).toContain(`href="${look.path}"`);
  });

  it('stays out of search engines unless told, and never says where a reader came from', () => {
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain('<meta name="referrer" content="no-referrer">');
  });

  it('says in the reader’s language that it is a demonstration', () => {
    expect(page).toContain('Демонстрація.');
  });

  it('carries no inline style and no script, which its content policy would drop', () => {
    expect(page).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
  });

  it('refreshes only when asked', () => {
    expect(page).not.toContain('http-equiv');
    const fresh = renderDocument({ lang: 'en', title: 't', body: html``, look, refreshSeconds: 60 });
    expect(fresh).toContain('<meta http-equiv="refresh" content="60">');
  });
});

describe('an error page', () => {
  it.each(languages)('in %s says what happened, whom to call and the way back', (lang) => {
    const page = renderErrorPage({
      lang,
      title: 'T',
      detail: 'Nothing was changed <b>',
      look,
      helpPhone: '+48 00 000 00 00',
      back: { href: '/i', text: 'Back' },
      requestId: 'r-1',
    });
    expect(page).toContain('Nothing was changed &lt;b&gt;');
    expect(page).toContain('href="tel:+48000000000"');
    expect(page).toContain('<a class="btn" href="/i">Back</a>');
    expect(page).toContain('r-1');
  });
});

describe('the look', () => {
  it('asks nothing of another origin', () => {
    expect(look.css).not.toMatch(/@import|url\(/);
    expect(look.icon).not.toMatch(/href|<script/);
  });

  it('has a dark side and a printed one', () => {
    expect(look.css).toContain('prefers-color-scheme: dark');
    expect(look.css).toContain('@media print');
  });
});
