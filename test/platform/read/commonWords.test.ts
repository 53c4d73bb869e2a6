import { areCommon, learnCommonWords } from "../../../src/platform/read/commonWords";
import { openTestHouse, type TestHouse } from "../../support/house";

let open: TestHouse;
beforeAll(async () => {
  open = await openTestHouse();
});
afterAll(() => open.close());

test("words that many rows hold are common, whatever their case and accents, and so are their beginnings", async () => {
  await open.rows("CREATE TABLE said (words tsvector)");
  await open.rows(
    "INSERT INTO said SELECT to_tsvector('simple', 'pump ' || CASE n WHEN 7 THEN 'zebra' ELSE 'leaks' END) FROM generate_series(1, 1000) n",
  );
  await open.rows("ANALYZE said");
  (await learnCommonWords(open.house.pool, open.house.log))();
  expect(["Púmp", "pu leak", "pump, leaks!"].map(areCommon)).toEqual([true, true, true]);
  expect(["zebra", "pump zebra", "", " - ", null].map(areCommon)).toEqual([false, false, false, false, false]);
});
