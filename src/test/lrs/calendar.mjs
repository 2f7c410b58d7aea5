// Reads a calendar file from standard input as calendar programs do, and prints what it found.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const text = readFileSync(0, 'utf8');
const calendar = new ICAL.Component(ICAL.parse(text));
const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
const value = name => event.component.getFirstPropertyValue(name);

console.log(JSON.stringify({
  version: calendar.getFirstPropertyValue('version'),
  events: calendar.getAllSubcomponents('vevent').length,
  uid: event.uid,
  sequence: event.sequence,
  start: event.startDate.toJSDate().toISOString(),
  end: event.endDate.toJSDate().toISOString(),
  stamp: value('dtstamp').toJSDate().toISOString(),
  summary: event.summary,
  location: event.location,
  description: event.description,
  url: value('url'),
  status: value('status'),
}));
