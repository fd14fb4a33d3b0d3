import { attributes, html, type Html, type Renderable } from './html.ts';

/** How much a thing asks of the reader; its words say the same, for whoever sees no colour. */
export type Tone = 'info' | 'ok' | 'warn' | 'stop' | 'plain';

export const tag = (tone: Tone, text: Renderable): Html => html`<span class="tag ${tone}">${text}</span>`;

export const note = (tone: Exclude<Tone, 'plain'>, body: Renderable): Html =>
  html`<div class="note ${tone}">${body}</div>`;

export interface CardParts {
  title: Renderable;
  /** Names the section for a screen reader, and is a target for links. */
  id: string;
  body: Renderable;
  kind?: 'next';
}

export const card = ({ title, id, body, kind }: CardParts): Html =>
  html`<section class="card${kind && ` ${kind}`}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;

/** Pairs of a word and its value; a value that is absent leaves its word out. */
export const facts = (pairs: readonly (readonly [string, Renderable])[]): Html => {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '');
  return html`<dl class="facts">${known.map(([word, value]) => html`<dt>${word}</dt><dd>${value}</dd>`)}</dl>`;
};

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Renderable;
  /** Numbers stand under each other. */
  numeric?: boolean;
}

export interface TableParts<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** What to do while there is nothing: an empty page is a beginning. */
  empty: Renderable;
  caption?: Renderable;
  /** Rows that need someone now; a word in the row says so too. */
  isWrong?: (row: Row) => boolean;
}

/** Rows with a heading each; on a phone every row becomes a small card. The first cell names the row. */
export function table<Row>(parts: TableParts<Row>): Html {
  if (parts.rows.length === 0) return html`<p class="empty">${parts.empty}</p>`;
  return html`<table class="rows">${parts.caption !== undefined && html`<caption>${parts.caption}</caption>`}
<thead><tr>${parts.columns.map(headCell)}</tr></thead>
<tbody>${parts.rows.map((row) => tableRow(parts, row))}</tbody></table>`;
}

const headCell = ({ head, numeric }: Pick<Column<never>, 'head' | 'numeric'>): Html =>
  // A column of buttons has no word above it, and an empty heading would be read out.
  head === '' ? html`<td></td>` : html`<th scope="col"${attributes({ class: numeric === true && 'num' })}>${head}</th>`;

const tableRow = <Row>({ columns, isWrong }: TableParts<Row>, row: Row): Html =>
  html`<tr${attributes({ class: isWrong?.(row) === true && 'wrong' })}>${columns.map(
    ({ head, cell, numeric }) =>
      html`<td${attributes({ class: numeric === true && 'num', 'data-label': head })}>${cell(row)}</td>`,
  )}</tr>\n`;

/** A link to somewhere else, as text only unless it is a web address: data may name a source that has none. */
export const outsideLink = (address: string, text: Renderable): Html =>
  /^https?:\/\//.test(address) ? html`<a href="${address}" rel="noreferrer">${text}</a>` : html`${text}`;
