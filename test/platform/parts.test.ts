import { describe, it, expect } from '@jest/globals';
import { facts, outsideLink, table } from '../../src/platform/parts.ts';

const columns = [
  { head: 'Where', cell: (row: { place: string; seats: number }) => row.place },
  { head: 'Seats', cell: (row: { place: string; seats: number }) => row.seats, numeric: true },
];

describe('a table', () => {
  it('names each cell for the phone and marks the row that needs someone', () => {
    const rows = [{ place: '<Medyka>', seats: 0 }];
    const shown = table({ columns, rows, empty: 'None', isWrong: ({ seats }) => seats === 0 }).toString();
    expect(shown).toContain('<tr class="wrong"><td data-label="Where">&lt;Medyka&gt;</td>');
    expect(shown).toContain('<td class="num" data-label="Seats">0</td>');
  });

  it('says what to do while it is empty', () => {
    expect(table({ columns, rows: [], empty: 'Plan a series first.' }).toString()).toBe(
      '<p class="empty">Plan a series first.</p>',
    );
  });
});

describe('facts', () => {
  it('leave out what is not known and keep zero', () => {
    const shown = facts([
      ['Where', undefined],
      ['Who', ''],
      ['Seats', 0],
    ]).toString();
    expect(shown).toBe('<dl class="facts"><dt>Seats</dt><dd>0</dd></dl>');
  });
});

describe('a link outside', () => {
  it('is a link for web addresses only', () => {
    expect(outsideLink('https://example.org/?a=1&b="', 'source').toString()).toBe(
      '<a href="https://example.org/?a=1&amp;b=&quot;" rel="noreferrer">source</a>',
    );
    expect(outsideLink('javascript:alert(1)', 'source').toString()).toBe('source');
  });
});
