import { updateAssetType } from "../../src/assets/commands/updateAssetType";
import { type Desk, openDesk, refusal } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const RAM = { key: "ram_gb", label: "Memory", kind: "NUMBER" as const };
const OS = { key: "os", label: "System", kind: "CHOICE" as const, options: ["linux", "windows", "plan9"] };

let count = 0;
/** A type with these assets: their values by tag. */
async function model(fields: object[], assets: Record<string, object> = {}): Promise<string> {
  const key = `type_${++count}`;
  await desk.admin.sdk.CreateAssetType({ input: { key, name: "Type", fields: fields as never } });
  for (const [tag, values] of Object.entries(assets))
    await desk.admin.sdk.CreateAsset({ input: { tag, name: tag, type: key, fields: values as never } });
  return key;
}
const update = (key: string, input: object) => desk.admin.sdk.UpdateAssetType({ key, input });
/** The rows beside the documents of a type's assets. */
const values = (key: string) =>
  desk.rows(
    `SELECT a.tag, v.key, v.text, v.number, v.date::text, v.boolean FROM asset_value v JOIN asset a ON a.id = v.asset_id
     JOIN asset_type t ON t.id = a.type_id WHERE t.key = $1
     UNION ALL SELECT a.tag, c.key, c.option, NULL, 'chosen', NULL FROM asset_choice c JOIN asset a ON a.id = c.asset_id
     JOIN asset_type t ON t.id = a.type_id WHERE t.key = $1 ORDER BY 1, 2, 3`,
    key,
  );

test("what is only more generous is free, and keeps the values", async () => {
  const key = await model([RAM, OS], { "A-1": { ram_gb: 8, os: "linux" } });
  const fields = [
    { ...OS, options: ["linux", "bsd", "windows", "plan9"] },
    { ...RAM, label: "Arbeitsspeicher", unit: "GB" },
    { key: "remark", label: "Remark", kind: "TEXT" as const },
  ];
  const { updateAssetType: changed } = await update(key, { name: "Computer", description: "d", fields });
  expect(changed.assetType).toEqual({
    ...{ key, name: "Computer", description: "d", active: true, assetCount: 1 },
    fields: [
      { ...fields[0], required: false, unit: null, pattern: null, min: null, max: null },
      { ...fields[1], required: false, options: [], pattern: null, min: null, max: null },
      { ...fields[2], required: false, options: [], unit: null, pattern: null, min: null, max: null },
    ],
  });
  expect(await values(key)).toEqual([
    { tag: "A-1", key: "os", text: "linux", number: null, date: null, boolean: null },
    { tag: "A-1", key: "ram_gb", text: null, number: 8, date: null, boolean: null },
  ]);
  const { updateAssetType: again } = await update(key, { description: null });
  expect(again.assetType).toMatchObject({ name: "Computer", description: null, fields: changed.assetType.fields });
});

test("what standing assets would break is refused, naming each of them and what is wrong", async () => {
  const key = await model([RAM, OS], {
    "B-1": { ram_gb: 4, os: "linux" },
    "B-2": { ram_gb: 64, os: "plan9" },
    "B-3": { ram_gb: 128 },
    "B-4": { os: "windows" },
  });
  const fields = [
    { ...RAM, required: true, max: 64 },
    { ...OS, options: ["linux", "windows"] },
  ];
  expect(await refusal(update(key, { fields }))).toEqual({
    code: "BAD_USER_INPUT",
    violations: [
      { path: "input.fields.os", rule: "choice", message: "asset B-2: must be one of linux, windows" },
      { path: "input.fields.ram_gb", rule: "max", message: "asset B-3: must be at most 64" },
      { path: "input.fields.ram_gb", rule: "required", message: "asset B-4: is required" },
    ],
  });
  const [row] = await desk.rows(
    "SELECT jsonb_array_length(fields) AS n, fields -> 0 ->> 'max' AS max FROM asset_type WHERE key = $1",
    key,
  );
  expect(row).toEqual({ n: 2, max: null });
});

test("a field goes once no asset has a value of it", async () => {
  const key = await model([RAM, OS], { "C-1": { ram_gb: 4, os: "linux" }, "C-2": { ram_gb: 4 } });
  expect(await refusal(update(key, { fields: [RAM] }))).toMatchObject({
    violations: [{ path: "input.fields.os", rule: "known", message: "asset C-1: is no field of the type" }],
  });
  const [asset] = await desk.rows<{ id: string }>("SELECT id FROM asset WHERE tag = 'C-1'");
  await desk.admin.sdk.UpdateAsset({ id: asset!.id, input: { fields: { os: null } } });
  expect((await update(key, { fields: [RAM] })).updateAssetType.assetType.fields).toHaveLength(1);
  await desk.admin.sdk.UpdateAsset({ id: asset!.id, input: { fields: { ram_gb: null } } });
});

test("a hundred of many are named", async () => {
  const key = await model([RAM]);
  await desk.rows(
    `INSERT INTO asset (tag, name, type_id, fields)
     SELECT 'D-' || lpad(n::text, 5, '0'), 'D', t.id, '{"ram_gb": 1}' FROM generate_series(1, 4500) n, asset_type t WHERE t.key = $1`,
    key,
  );
  const refused = await refusal(update(key, { fields: [{ ...RAM, min: 2 }] }));
  const violations = refused.violations as { message: string }[];
  expect(violations).toHaveLength(100);
  expect(violations.at(-1)!.message).toBe("asset D-00100: must be at least 2");
  // The last ones are looked at too.
  await desk.rows(
    `UPDATE asset SET fields = '{"ram_gb": 2}', version = version + 1 WHERE tag LIKE 'D-%' AND tag <> 'D-04500'`,
  );
  expect(await refusal(update(key, { fields: [{ ...RAM, min: 2 }] }))).toMatchObject({
    violations: [{ message: "asset D-04500: must be at least 2" }],
  });
});

test("another kind that takes all values holds them anew", async () => {
  const key = await model([{ key: "since", label: "Since", kind: "TEXT" }], { "E-1": { since: "2026-01-31" } });
  expect(await refusal(update(key, { fields: [{ key: "since", label: "Since", kind: "NUMBER" }] }))).toMatchObject({
    violations: [{ path: "input.fields.since", rule: "number" }],
  });
  await update(key, { fields: [{ key: "since", label: "Since", kind: "DATE" }] });
  expect(await values(key)).toEqual([
    { tag: "E-1", key: "since", text: "2026-01-31", number: null, date: "2026-01-31", boolean: null },
  ]);
  const { assets } = await desk.admin.sdk.AssetTags({ filter: { fields: { since: { lt: "2026-02-01" } } } });
  expect(assets.nodes).toEqual([{ tag: "E-1" }]);
});

test("nobody writes an asset between the look and the change", async () => {
  const key = await model([RAM]);
  // Somebody is writing an asset of the type, and has not finished.
  const writer = await desk.house.pool.connect();
  try {
    await writer.query("BEGIN");
    await writer.query(
      `INSERT INTO asset (tag, name, type_id, fields) SELECT 'G-1', 'G', id, '{"ram_gb": 99}' FROM asset_type WHERE key = $1`,
      [key],
    );
    const change = updateAssetType(desk.ctx(), {
      key,
      input: { fields: [{ ...RAM, required: false, max: 64 } as never] },
    });
    const outcome = change.then(
      () => "changed",
      (error) => error.extensions.violations,
    );
    const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await desk.rows(waiting)).length === 0) await new Promise(setImmediate);
    await writer.query("COMMIT");
    expect(await outcome).toEqual([
      { path: "input.fields.ram_gb", rule: "max", message: "asset G-1: must be at most 64" },
    ]);
  } finally {
    writer.release();
  }
});

test("bad definitions, unknown keys and people who may not are refused", async () => {
  const key = await model([RAM]);
  expect(await refusal(update(key, { fields: [RAM, { ...RAM, max: 1, min: 2 }] }))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [
      { path: "input.fields.1.key", rule: "unique" },
      { path: "input.fields.1.max", rule: "order" },
    ],
  });
  expect(await refusal(update(key, { name: null, active: null }))).toMatchObject({
    violations: [
      { path: "input.name", rule: "notNull" },
      { path: "input.active", rule: "notNull" },
    ],
  });
  expect(await refusal(update("nowhere", { name: "x" }))).toEqual({ code: "NOT_FOUND" });
  const dispatcher = await desk.person("Dora", ["dispatcher"]);
  expect(await refusal(dispatcher.sdk.UpdateAssetType({ key, input: { name: "x" } }))).toEqual({ code: "FORBIDDEN" });
});
