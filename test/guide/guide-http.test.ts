import { describe, it, expect } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { guideEndpoints } from '../../src/guide/guide-http.ts';
import { keepGuide } from '../../src/guide/kept-guide.ts';
import type { GuideContact } from '../../src/guide/guide-content.ts';
import type { Call } from '../../src/platform/endpoint.ts';
import type { Language } from '../../src/platform/language.ts';
import { aContact } from '../support/guide-sample.ts';

function startGuide() {
  let rendered = 0;
  const render = (lang: Language, contacts: readonly GuideContact[]) => {
    rendered += 1;
    return `<p lang="${lang}">дорога ${contacts.map(({ phone }) => phone).join()}</p>`;
  };
  const guide = keepGuide(render, []);
  const app = express();
  for (const endpoint of guideEndpoints({ guide })) {
    app.get(endpoint.path, (req, res) => endpoint.handle({ req, res } as unknown as Call));
  }
  return { guide, app, timesRendered: () => rendered };
}

describe('the guide over HTTP', () => {
  it('answers / in the language the reader asks for, and says that it depends on that', async () => {
    const { app } = startGuide();
    const answer = await request(app).get('/').set('Accept-Language', 'uk-UA,ru;q=0.5').expect(200);
    expect(answer.headers['content-language']).toBe('uk');
    expect(answer.headers['vary']).toMatch(/Accept-Language/);
    expect(answer.text).toContain('lang="uk"');
  });

  it.each(['en', 'uk', 'ru'])('answers /%s whatever the browser speaks, without a cookie', async (lang) => {
    const { app } = startGuide();
    const answer = await request(app).get(`/${lang}`).set('Accept-Language', 'pl').expect(200);
    expect(answer.text).toContain(`lang="${lang}"`);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('answers 304 to whoever has it, also under Cache-Control: no-cache and among other tags', async () => {
    const { app } = startGuide();
    const etag = (await request(app).get('/ru')).headers['etag'] ?? '';
    const again = request(app).get('/ru').set('Cache-Control', 'no-cache').set('If-None-Match', `"x", ${etag}`);
    expect((await again.expect(304)).text).toBe('');
    await request(app).get('/uk').set('If-None-Match', etag).expect(200);
  });

  it('packs the page only for those who can unpack it', async () => {
    const { app } = startGuide();
    const packed = await request(app).get('/ru').set('Accept-Encoding', 'gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.text).toContain('дорога');
    const plain = await request(app).get('/ru').set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toContain('дорога');
  });

  it('is written once, and again only when the contacts change', async () => {
    const { app, guide, timesRendered } = startGuide();
    const before = (await request(app).get('/ru')).headers['etag'];
    await request(app).get('/ru');
    expect(timesRendered()).toBe(3);
    guide.showContacts([aContact()]);
    const after = await request(app)
      .get('/ru')
      .set('If-None-Match', before ?? '')
      .expect(200);
    expect(after.text).toContain('+48 000 000 000');
  });
});
