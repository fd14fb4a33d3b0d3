import ICAL from 'ical.js';

/** An event as a phone's calendar would understand it. Instants in UTC. */
export interface ReadEvent {
  uid: string;
  seq: number;
  status: string;
  transparency: string;
  summary: string;
  location: string;
  description: string;
  url: string;
  start: Date;
  end: Date;
  stamp: Date;
  lastModified: Date;
}

/** Parses a calendar file with ical.js; throws where that does. */
export function readFeed(text: string): { name: string; events: ReadEvent[] } {
  const calendar = ICAL.Component.fromString(text);
  // NAME (RFC 7986) is younger than ical.js's list of texts, so it comes out escaped.
  const name = textOf(calendar, 'name').replace(/\\(.)/g, '$1');
  return { name, events: calendar.getAllSubcomponents('vevent').map(readEvent) };
}

function readEvent(event: ICAL.Component): ReadEvent {
  return {
    uid: textOf(event, 'uid'),
    seq: Number(event.getFirstPropertyValue('sequence')),
    status: textOf(event, 'status'),
    transparency: textOf(event, 'transp'),
    summary: textOf(event, 'summary'),
    location: textOf(event, 'location'),
    description: textOf(event, 'description'),
    url: textOf(event, 'url'),
    start: instantOf(event, 'dtstart'),
    end: instantOf(event, 'dtend'),
    stamp: instantOf(event, 'dtstamp'),
    lastModified: instantOf(event, 'last-modified'),
  };
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
}

function instantOf(component: ICAL.Component, name: string): Date {
  const value = component.getFirstPropertyValue(name);
  if (!(value instanceof ICAL.Time)) throw new Error(`${name} is not a time.`);
  return value.toJSDate();
}
