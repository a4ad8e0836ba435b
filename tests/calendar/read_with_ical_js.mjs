// Reads a calendar from standard input, and writes what ical.js makes of it: one JSON object for each event, times in
// UTC. The time zone is the calendar's own, for ical.js brings none.
import { readFileSync } from "node:fs";
import ICAL from "./vendor/ical.js/ical.mjs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    summary: event.summary,
    start: event.startDate.toJSDate().toISOString(),
    slut: event.endDate.toJSDate().toISOString(),
    zone: event.startDate.zone.tzid,
  };
});
console.log(JSON.stringify(events));
