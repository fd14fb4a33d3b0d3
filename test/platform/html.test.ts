import { describe, it, expect } from '@jest/globals';
import { attributes, html, raw } from '../../src/platform/html.ts';

const nasty = `"><script>alert('x')</script>&amp;\` onload=x`;

describe('the html template', () => {
  it('escapes whatever a person typed, in content', () => {
    expect(html`<p>${nasty}</p>`.toString()).toBe(
      '<p>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;` onload=x</p>',
    );
  });

  it('leaves no quote in a quoted attribute, so nothing ends it early', () => {
    const inside = /title="([^"]*)"/.exec(html`<p title="${nasty}"></p>`.toString())?.[1];
    expect(inside).not.toMatch(/["'<>]/);
    expect(html`<p title='${nasty}'></p>`.toString().split("'")).toHaveLength(3);
  });

  it('refuses an attribute without quotes, where a space would begin the next one', () => {
    expect(() => html`<p title=${nasty}></p>`).toThrow(/Put quotes/);
    expect(html`<p>2 + 2 = ${4}</p>`.toString()).toBe('<p>2 + 2 = 4</p>');
  });

  it('keeps html inside html as it is and joins lists without a comma', () => {
    const rows = ['<a>', 'b'].map((cell) => html`<li>${cell}</li>`);
    expect(html`<ul>${rows}</ul>`.toString()).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul>');
    expect(html`${[['x', ['y']], 'z']}`.toString()).toBe('xyz');
  });

  it('renders nothing for what is absent, and zero as zero', () => {
    expect(html`[${null}${undefined}${false}${0}]`.toString()).toBe('[0]');
  });

  it('takes only its own kind for safe, not an object that looks like it', () => {
    const lookalike = { toString: () => '<b>' } as unknown as string;
    expect(() => html`${lookalike}`.toString()).toThrow();
  });

  it('lets trusted markup through by its name only', () => {
    expect(html`${raw('<svg></svg>')}`.toString()).toBe('<svg></svg>');
  });
});

describe('attributes', () => {
  it('writes names for true, escaped values, and leaves the absent out', () => {
    const written = attributes({ required: true, value: 'a"b', max: 3, hidden: false, list: undefined, id: null });
    expect(written.toString()).toBe(' required value="a&quot;b" max="3"');
  });
});
