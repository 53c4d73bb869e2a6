import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
let chief: string;
beforeAll(async () => {
  people = await openPeopleHouse();
  chief = (await people.person("chief", ["admin"])).bearer;
});
afterAll(() => people.close());

const FIELDS = `key name isDefault active calendar { key } warnAfter pauseOnHold onReactivation revision
  targets { priority firstResponse firstResponseDays resolution resolutionDays }`;
const SAVE = `mutation ($input: SlaPolicyInput!) { saveSlaPolicy(input: $input) { policy { ${FIELDS} } } }`;
const none = { firstResponse: null, firstResponseDays: null, resolution: null, resolutionDays: null };
const save = async (input: Record<string, unknown>) => (await people.asAdmin(SAVE, { input })).saveSlaPolicy.policy;
const refusal = async (input: Record<string, unknown>, bearer = chief) => {
  const { errors } = await people.run(SAVE, { input }, bearer);
  const violations = errors[0]?.extensions.violations as { path: string; rule: string }[] | undefined;
  return violations
    ? violations.map(({ path, rule }) => `${path} ${rule}`)
    : `${errors[0]?.code} ${errors[0]?.message}`;
};

test("the default policy is there from the start", async () => {
  expect(await people.asAdmin(`{ slaPolicies { ${FIELDS} } }`)).toEqual({
    slaPolicies: [
      {
        key: "default",
        name: "Default",
        isDefault: true,
        active: true,
        calendar: { key: "always" },
        warnAfter: 0.75,
        pauseOnHold: true,
        onReactivation: "CONTINUE",
        revision: 1,
        targets: [
          { ...none, priority: "URGENT", resolution: "PT4H" },
          { ...none, priority: "HIGH", resolution: "PT24H" },
          { ...none, priority: "NORMAL", resolution: "PT72H" },
          { ...none, priority: "LOW", resolution: "PT168H" },
        ],
      },
    ],
  });
});

test("a revision comes with what clocks are derived from, and with nothing else", async () => {
  const targets = [
    { priority: "LOW", resolutionDays: 5 },
    { priority: "URGENT", firstResponse: "PT30M", resolution: "PT240M" },
  ];
  const input = { key: "gold", name: "Gold", calendar: "always", targets };
  const gold = {
    key: "gold",
    name: "Gold",
    isDefault: false,
    active: true,
    calendar: { key: "always" },
    warnAfter: 0.75,
    pauseOnHold: true,
    onReactivation: "CONTINUE",
    revision: 1,
    targets: [
      { ...none, priority: "URGENT", firstResponse: "PT30M", resolution: "PT4H" },
      { ...none, priority: "LOW", resolutionDays: 5 },
    ],
  };
  expect(await save(input)).toEqual(gold);
  expect(await save({ ...input, name: "Gold plus" })).toEqual({ ...gold, name: "Gold plus" });
  expect(await save({ ...input, warnAfter: 0.5 })).toMatchObject({ revision: 2, warnAfter: 0.5 });
  expect(await save({ ...input, targets: targets.slice(1) })).toMatchObject({ revision: 3, warnAfter: 0.5 });
  await people.asAdmin(
    `mutation { saveBusinessCalendar(input: { key: "day", name: "Day", timeZone: "UTC",
      hours: [{ weekday: MONDAY, opens: "09:00", closes: "17:00" }] }) { calendar { id } } }`,
  );
  expect(await save({ ...input, calendar: "day" })).toMatchObject({ revision: 4, calendar: { key: "day" } });
  const kept = await people.rows(
    `SELECT r.revision, c.key FROM sla_policy_revision r JOIN business_calendar c ON c.id = r.calendar_id
     JOIN sla_policy p ON p.id = r.policy_id WHERE p.key = 'gold' ORDER BY r.revision`,
  );
  expect(kept.map(({ revision, key }) => `${revision} ${key}`)).toEqual(["1 always", "2 always", "3 always", "4 day"]);
  const { errors } = await people.run(`mutation { deleteBusinessCalendar(key: "day") { removedId } }`, {}, chief);
  expect(errors[0]!.message).toBe("The calendar is still in use by a policy.");
});

test("there is one default, and it stays in use", async () => {
  const input = { key: "silver", name: "Silver", calendar: "always", targets: [] };
  expect(await save({ ...input, active: false })).toMatchObject({ active: false, isDefault: false });
  const listed = async (text: string) =>
    (await people.asAdmin(text)).slaPolicies.map(({ key }: { key: string }) => key) as string[];
  expect(await listed(`{ slaPolicies { key } }`)).not.toContain("silver");
  expect(await listed(`{ slaPolicies(includeInactive: true) { key } }`)).toContain("silver");
  expect(await save({ ...input, isDefault: true })).toMatchObject({ active: true, isDefault: true });
  const defaults = await people.rows("SELECT key FROM sla_policy WHERE is_default");
  expect(defaults).toEqual([{ key: "silver" }]);
  expect(await refusal({ ...input, active: false })).toBe("CONFLICT The default policy cannot be deactivated.");
  expect(await refusal({ ...input, isDefault: false })).toBe("CONFLICT Make another policy the default instead.");
});

test("what a policy cannot be is refused", async () => {
  const input = { key: "wrong", name: "Wrong", calendar: "always", targets: [{ priority: "LOW", resolution: "PT1H" }] };
  expect(await refusal({ ...input, calendar: "nowhere" })).toEqual(["input.calendar exists"]);
  expect(await refusal({ ...input, warnAfter: 1.01 })).toEqual(["input.warnAfter max"]);
  expect(await refusal({ ...input, targets: [{ priority: "LOW", resolution: "PT1H", resolutionDays: 1 }] })).toEqual([
    "input.targets.0.resolutionDays atMostOne",
  ]);
  expect(await refusal({ ...input, targets: [...input.targets, ...input.targets] })).toEqual([
    "input.targets.1.priority unique",
  ]);
  const { bearer } = await people.person("tess", ["service"]);
  expect(await refusal(input, bearer)).toBe("FORBIDDEN Your roles do not allow this.");
});

test("a type of case names its policy", async () => {
  await people.rows(`UPDATE case_type SET sla_policy_id = (SELECT id FROM sla_policy WHERE key = 'gold')
    WHERE key = 'repair'`);
  const { caseTypes } = await people.asAdmin(`{ caseTypes { key slaPolicy { key } } }`);
  expect(caseTypes.filter((type: { slaPolicy: unknown }) => type.slaPolicy)).toEqual([
    { key: "repair", slaPolicy: { key: "gold" } },
  ]);
});
