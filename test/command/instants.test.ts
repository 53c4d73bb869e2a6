import { dateFormat, isZone, readDate, readInstant } from "../../src/command/import/instants";

type Dst = "compatible" | "earlier" | "later" | "reject";

const read = (text: string, format: string, zone = "UTC", dst: Dst = "compatible") => {
  const found = readInstant(text, { formats: [dateFormat(format)], zone, dst });
  return typeof found === "number" ? new Date(found).toISOString() : found;
};

describe("formats", () => {
  test.each([
    ["29/2/2016 01:16", "D/M/YYYY HH:mm", "2016-02-29T01:16:00.000Z"],
    ["05/03/2016 12:00", "D/M/YYYY HH:mm", "2016-03-05T12:00:00.000Z"],
    ["5/3/2016  12:00", "M/D/YYYY HH:mm", "2016-05-03T12:00:00.000Z"],
    ["2010-03-31T15:59:42+01:00", "ISO", "2010-03-31T14:59:42.000Z"],
    ["2010-03-31T15:59:42.1239Z", "ISO", "2010-03-31T15:59:42.123Z"],
    ["2010-03-31 15:59", "ISO", "2010-03-31T15:59:00.000Z"],
    ["2010-03-31T15:59:00-0330", "ISO", "2010-03-31T19:29:00.000Z"],
    ["2010-03-31", "ISO", "2010-03-31T00:00:00.000Z"],
    ["31.12.69 23:59:58", "DD.MM.YY HH:mm:ss", "2069-12-31T23:59:58.000Z"],
    ["31.12.70 23:59:58", "DD.MM.YY HH:mm:ss", "1970-12-31T23:59:58.000Z"],
    ["Mar 4, 2024 12:05 am", "MMM D, YYYY h:mm A", "2024-03-04T00:05:00.000Z"],
    ["March 4, 2024 12:05 P.M.", "MMMM D, YYYY h:mm A", "2024-03-04T12:05:00.000Z"],
    ["4 may 2024 at 7:08 pm", "D MMMM YYYY [at] h:mm A", "2024-05-04T19:08:00.000Z"],
    ["2024-05-04T07:08:09.120+0530", "YYYY-MM-DDTHH:mm:ss.SSSZ", "2024-05-04T01:38:09.120Z"],
    ["1456708560", "UNIX", "2016-02-29T01:16:00.000Z"],
    ["1456708560.5", "UNIX", "2016-02-29T01:16:00.500Z"],
    ["1456708560123", "UNIX_MS", "2016-02-29T01:16:00.123Z"],
  ])("%s as %s", (text, format, instant) => expect(read(text, format)).toBe(instant));

  test.each([
    ["30/2/2016 01:16", "D/M/YYYY HH:mm"],
    ["29/2/2015 01:16", "D/M/YYYY HH:mm"],
    ["1/13/2016 01:16", "D/M/YYYY HH:mm"],
    ["1/1/2016 24:00", "D/M/YYYY HH:mm"],
    ["1/1/2016 1:16", "D/M/YYYY HH:mm"],
    ["1/1/2016 01:16 x", "D/M/YYYY HH:mm"],
    ["2016-1-1", "ISO"],
    ["2016-02-30", "ISO"],
    ["1/1/2016 13:00 pm", "D/M/YYYY h:mm A"],
    ["soon", "UNIX"],
  ])("%s is not written as %s", (text, format) => expect(read(text, format)).toBe(`is not written as ${format}`));

  test("the first format that fits counts", () => {
    const rule = { formats: [dateFormat("D/M/YYYY"), dateFormat("ISO")], zone: "UTC", dst: "compatible" } as const;
    expect(readInstant("2016-02-29", rule)).toBe(Date.UTC(2016, 1, 29));
    expect(readInstant("29/2/2016", rule)).toBe(Date.UTC(2016, 1, 29));
    expect(readInstant("29.2.2016", rule)).toBe("is not written as D/M/YYYY or ISO");
    expect(readDate("1/3/2016", rule)).toBe("2016-03-01");
    expect(readDate("1.3.2016", rule)).toBeNull();
  });

  test.each([
    ["D/M/YYYY HH:MM", "names the month twice (minutes are mm, months M or MM)"],
    ["D/YYYY", "has no month"],
    ["D/M/YYYY h:mm", "needs h or hh together with A (am or pm), H or HH without it"],
    ["D/M/YYYY HH:mm A", "needs h or hh together with A (am or pm), H or HH without it"],
    ["D/M/YYYY at HH", 'does not know "a" (words of their own go in [brackets])'],
  ])("%s is no format", (format, why) => expect(() => dateFormat(format)).toThrow(new Error(why)));
});

describe("zones", () => {
  test.each([
    ["2024-01-15 12:00", "Europe/Berlin", "2024-01-15T11:00:00.000Z"],
    ["2024-07-15 12:00", "Europe/Berlin", "2024-07-15T10:00:00.000Z"],
    ["2024-07-15 12:00", "America/St_Johns", "2024-07-15T14:30:00.000Z"],
    ["2024-07-15 12:00", "Asia/Kathmandu", "2024-07-15T06:15:00.000Z"],
    ["2024-07-15 12:00", "+05:30", "2024-07-15T06:30:00.000Z"],
    ["2024-07-15 12:00", "-03:00", "2024-07-15T15:00:00.000Z"],
    // The offset in the text is the truth, whatever the zone.
    ["2024-07-15T12:00:00+00:00", "Europe/Berlin", "2024-07-15T12:00:00.000Z"],
    // The hours beside a change of the clocks.
    ["2024-03-31 01:59", "Europe/Berlin", "2024-03-31T00:59:00.000Z"],
    ["2024-03-31 03:00", "Europe/Berlin", "2024-03-31T01:00:00.000Z"],
    ["2024-10-27 01:59", "Europe/Berlin", "2024-10-26T23:59:00.000Z"],
    ["2024-10-27 03:00", "Europe/Berlin", "2024-10-27T02:00:00.000Z"],
    // Lord Howe moves by half an hour; Samoa left a whole day out.
    ["2024-10-06 02:15", "Australia/Lord_Howe", "2024-10-05T15:45:00.000Z"],
    ["2011-12-29 12:00", "Pacific/Apia", "2011-12-29T22:00:00.000Z"],
    ["2011-12-31 12:00", "Pacific/Apia", "2011-12-30T22:00:00.000Z"],
  ])("%s in %s", (text, zone, instant) => expect(read(text, "ISO", zone)).toBe(instant));

  const never = "is a time that America/New_York had twice or never, as its clocks were changed";
  test.each<[string, Dst, string]>([
    ["2024-03-10 02:30", "compatible", "2024-03-10T07:30:00.000Z"],
    ["2024-03-10 02:30", "later", "2024-03-10T07:30:00.000Z"],
    ["2024-03-10 02:30", "earlier", "2024-03-10T06:30:00.000Z"],
    ["2024-03-10 02:30", "reject", never],
    ["2024-11-03 01:30", "compatible", "2024-11-03T05:30:00.000Z"],
    ["2024-11-03 01:30", "earlier", "2024-11-03T05:30:00.000Z"],
    ["2024-11-03 01:30", "later", "2024-11-03T06:30:00.000Z"],
    ["2024-11-03 01:30", "reject", never],
    ["2024-11-03 02:30", "reject", "2024-11-03T07:30:00.000Z"],
  ])("%s in New York, %s", (text, dst, instant) => expect(read(text, "ISO", "America/New_York", dst)).toBe(instant));

  test.each([
    ["Europe/Berlin", true],
    ["UTC", true],
    ["+01:00", true],
    ["Europe/Bonn", false],
    ["", false],
  ])("%s is a zone: %s", (zone, known) => expect(isZone(zone)).toBe(known));
});
