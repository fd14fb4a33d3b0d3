import ICAL from 'ical.js';
import { buildFeedEvents, type FeedMaterial } from '../../src/feed/build-feed-events.ts';
import { describeEvent } from '../../src/feed/feed-event.ts';
import { cleanLine, cleanText, renderFeed, renderFeedEvent, renderTombstone } from '../../src/feed/feed-ics.ts';
import { writeFeed } from '../../src/feed/write-feed.ts';
import { languages } from '../../src/platform/language.ts';
import type { Random } from '../trials/random.ts';
import { aBooking, aCaseFile, aSlot } from './builders.ts';
import { lintIcs } from './ics-lint.ts';
import { buildTree, unfold, type ContentLine } from './ics-lines.ts';
import { nastyText } from './nasty-text.ts';

const EVENTS = 20;
const NOW = new Date('2026-11-24T10:00:00Z');
const FEED = { _id: 'feed', tokenHash: '', escortId: 'escort-olena', language: 'en' as const, createdAt: NOW };
const ICS = { renderFeed, renderFeedEvent, renderTombstone };

/** A feed of which every text that anybody may type, or a file may hold, is nasty; and how many texts those are. */
function nastyMaterial(random: Random): { material: FeedMaterial; texts: number } {
  let texts = 0;
  const text = (): string => {
    texts += 1;
    return nastyText(random);
  };
  const slots = Array.from({ length: EVENTS }, () => aSlot());
  const places = new Map(slots.map(({ _id }) => [_id, { name: text(), description: text(), crossingName: text() }]));
  const caseFiles = slots.map(() => aCaseFile({ reference: text(), previousWord: 1 }));
  const bookings = slots.map(({ _id }, index) => aBooking({ slotId: _id, caseFileId: caseFiles[index]?._id ?? '' }));
  const byPoint = slots.map((slot) => ({ ...slot, meetingPointId: slot._id }));
  const material: FeedMaterial = {
    ...{ language: random.pick(languages), slots: byPoint, left: [], bookings, caseFiles, deskPhone: text() },
    placeOf: ({ meetingPointId }) => ({
      ...{ name: '', description: '', crossingName: '', side: 'polish', ...places.get(meetingPointId) },
    }),
    linkOf: (slotId) => `https://homeward.example/e/${slotId}`,
  };
  return { material, texts };
}

/** Writes such feeds until that many texts have gone through them. Gives what was wrong, and how many they were. */
export function tryFeeds(random: Random, wanted: number): { texts: number; feeds: number; faults: string[] } {
  let [done, feeds] = [0, 0];
  const faults: string[] = [];
  for (; done < wanted; feeds += 1) {
    const { material, texts } = nastyMaterial(random);
    const { body } = writeFeed(ICS, FEED, material, NOW);
    faults.push(...faultsOf(body, material));
    done += texts;
  }
  return { texts: done, feeds, faults };
}

/** What a strict reader finds, where the two readers differ, and where a text came out otherwise than it went in. */
function faultsOf(body: string, material: FeedMaterial): string[] {
  const strict = lintIcs(Buffer.from(body)).map(({ rule, at, what }) => `rule ${rule}, line ${at}: ${what}`);
  const mine = readByOwn(body);
  const theirs = readByIcal(body);
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) strict.push(`the readers differ on: ${differing(mine, theirs)}`);
  const wanted = buildFeedEvents(material).map((event) => {
    const { summary, location, description } = describeEvent(event, material.language);
    return [cleanLine(summary), cleanLine(location), cleanText(description)];
  });
  const read = theirs.map((event) => ['summary', 'location', 'description'].map((name) => event[name]));
  if (JSON.stringify(read) !== JSON.stringify(wanted)) strict.push(`came out otherwise: ${differing(read, wanted)}`);
  return strict;
}

const differing = (some: readonly unknown[], others: readonly unknown[]): string => {
  const index = some.findIndex((each, at) => JSON.stringify(each) !== JSON.stringify(others[at]));
  return `${JSON.stringify(some[index])} and ${JSON.stringify(others[index])}`;
};

type Properties = Record<string, string>;
/** Of texts: escaped in the file, plain for who reads them. */
const TEXTS = new Set(['summary', 'location', 'description', 'uid', 'status', 'transp', 'url', 'sequence']);

function readByOwn(body: string): Properties[] {
  const calendar = buildTree(unfold(body), () => undefined).children[0];
  return (calendar?.children ?? []).map(({ lines }) => propertiesOf(lines.map((line) => [nameOf(line), textOf(line)])));
}

function readByIcal(body: string): Properties[] {
  return ICAL.Component.fromString(body)
    .getAllSubcomponents('vevent')
    .map((event) =>
      propertiesOf(
        event.getAllProperties().map((each) => [each.name, TEXTS.has(each.name) ? String(each.getFirstValue()) : '']),
      ),
    );
}

/** By their names; a property that stands twice is another one. Times are held against each other by the linter alone. */
function propertiesOf(entries: readonly (readonly [string, string])[]): Properties {
  const named = entries.map(([name, value], index) => {
    const before = entries.slice(0, index).filter((entry) => entry[0] === name).length;
    return [before === 0 ? name : `${name} ${before + 1}`, value] as const;
  });
  return Object.fromEntries(named.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const nameOf = ({ name }: ContentLine): string => name.toLowerCase();
const textOf = (line: ContentLine): string => {
  if (!TEXTS.has(nameOf(line))) return '';
  return line.value.replaceAll(/\\(.)/gs, (_all, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
};
