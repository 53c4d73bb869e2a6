import { type GraphQLObjectType, isNonNullType } from "graphql";
import { REQUIRABLE } from "../../src/cases/process.rules";
import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let manager: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  manager = await desk.person("Mona", ["manager"]);
});
afterAll(() => desk.close());

const open = async (input: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...input } })).createCase.case;
const status = (input: Record<string, unknown>) =>
  desk.admin.sdk.SaveCaseStatus({ input: input as never }).then((saved) => saved.saveCaseStatus.status);

describe("saveCaseStatus", () => {
  test("a new one is grey, active, behind all others, and leads everywhere", async () => {
    expect(await status({ key: "waiting", name: "Waiting", state: "ON_HOLD" })).toMatchObject({
      color: "#6b7280",
      position: 7,
      isDefault: false,
      active: true,
      allowedNext: [],
    });
    const changed = await status({ key: "waiting", name: "Waiting!", state: "ON_HOLD", color: "#ff0000" });
    expect(changed).toMatchObject({ name: "Waiting!", color: "#ff0000", position: 7 });
  });

  test("every state keeps exactly one default, however many ask at once", async () => {
    const keys = ["open_a", "open_b", "open_c", "open_d"];
    await Promise.all(keys.map((key) => status({ key, name: key, state: "OPEN", isDefault: true })));
    const defaults = await desk.rows("SELECT key FROM case_status WHERE state = 'OPEN' AND is_default");
    expect(defaults).toHaveLength(1);
    await status({ key: "open", name: "Open", state: "OPEN", isDefault: true });
    for (const change of [{ active: false }, { isDefault: false }, { state: "NEW" }])
      expect((await refusal(status({ key: "open", name: "Open", state: "OPEN", ...change }))).code).toBe("CONFLICT");
    expect(
      await desk.rows(
        "SELECT state, count(*)::int AS n FROM case_status WHERE is_default GROUP BY state HAVING count(*) <> 1",
      ),
    ).toEqual([]);
  });

  test("one in use keeps its state, and is deactivated: cases keep it, and get it no more", async () => {
    await status({ key: "triage", name: "Triage", state: "NEW" });
    await status({ key: "triage", name: "Triage", state: "OPEN" });
    const { id } = await open();
    await desk.admin.sdk.SetCaseStatus({ id, status: "triage" });
    expect((await refusal(status({ key: "triage", name: "Triage", state: "NEW" }))).code).toBe("CONFLICT");
    await status({ key: "triage", name: "Triage", state: "OPEN", active: false });
    expect((await desk.admin.sdk.CaseStandingOf({ id })).case).toMatchObject({ status: { key: "triage" } });
    const other = await open();
    expect(await refusal(desk.admin.sdk.SetCaseStatus({ id: other.id, status: "triage" }))).toMatchObject({
      violations: [{ path: "status", rule: "exists" }],
    });
    const { caseStatuses } = await desk.admin.sdk.Settings();
    expect(caseStatuses.map((one) => one.key)).not.toContain("triage");
    expect((await desk.admin.sdk.Settings({ includeInactive: true })).caseStatuses.map((one) => one.key)).toContain(
      "triage",
    );
  });

  test("allowedNext binds every verb, and says what is allowed", async () => {
    await status({ key: "strict", name: "Strict", state: "OPEN", allowedNext: ["on_hold", "strict"] });
    const { id } = await open();
    await desk.admin.sdk.SetCaseStatus({ id, status: "strict" });
    const refused = { code: "INVALID_TRANSITION" };
    expect(await refusal(desk.admin.sdk.SetCaseStatus({ id, status: "open" }))).toEqual({
      ...refused,
      allowed: ["on_hold"],
    });
    expect(await refusal(desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "x" } }))).toEqual({
      ...refused,
      allowed: [],
    });
    expect(await refusal(desk.admin.sdk.CancelCase({ id, reason: "x" }))).toEqual({ ...refused, allowed: [] });
    await desk.admin.sdk.HoldCase({ id, reason: "x" });
    expect(await refusal(status({ key: "strict", name: "S", state: "OPEN", allowedNext: ["nowhere"] }))).toMatchObject({
      violations: [{ path: "input.allowedNext.0", rule: "exists" }],
    });
    expect((await status({ key: "strict", name: "Strict", state: "OPEN", allowedNext: null })).allowedNext).toEqual([]);
  });

  test("lists ordered by STATUS follow a status that moves, finished cases too, without a new version", async () => {
    const [a, b] = [await open({ title: "moves" }), await open({ title: "moves" })];
    await desk.admin.sdk.ResolveCase({ id: a.id, input: { path: "advised", notes: "x" } });
    const listed = async () => {
      const { cases } = await desk.admin.sdk.DispatcherList({
        filter: { title: { eq: "moves" } },
        orderBy: [{ field: "STATUS" }],
      });
      return cases.nodes.map((one) => one.id);
    };
    expect(await listed()).toEqual([b.id, a.id]);
    await status({ key: "resolved", name: "Resolved", state: "RESOLVED", position: -1 });
    while ((await listed())[0] !== a.id) await new Promise((resolve) => setImmediate(resolve));
    expect(await listed()).toEqual([a.id, b.id]);
    expect((await desk.admin.sdk.CaseStandingOf({ id: a.id })).case!.version).toBe(2);
    const [{ wrong }] = (await desk.rows(
      "SELECT count(*)::int AS wrong FROM service_case c JOIN case_status s ON s.id = c.status_id WHERE c.status_position <> s.position",
    )) as [{ wrong: number }];
    expect(wrong).toBe(0);
  });

  test("is for SETTINGS_MANAGE", async () => {
    const label = { key: "x", name: "X" };
    expect(await refusal(manager.sdk.SaveCaseStatus({ input: { ...label, state: "OPEN" } }))).toEqual({
      code: "FORBIDDEN",
    });
    expect(await refusal(manager.sdk.SaveCaseType({ input: label }))).toEqual({ code: "FORBIDDEN" });
    expect(await refusal(manager.sdk.SaveCaseCategory({ input: label }))).toEqual({ code: "FORBIDDEN" });
    expect(await refusal(manager.sdk.SaveReasonCode({ input: label }))).toEqual({ code: "FORBIDDEN" });
    expect(await refusal(manager.sdk.SaveResolutionPath({ input: label }))).toEqual({ code: "FORBIDDEN" });
    const process = { ...label, stages: [{ key: "a", name: "A" }] };
    expect(await refusal(manager.sdk.SaveBusinessProcess({ input: process }))).toEqual({ code: "FORBIDDEN" });
  });
});

describe("types, categories, reasons and paths", () => {
  test("are added, changed where something is given, and deactivated", async () => {
    const reason = await desk.admin.sdk.SaveReasonCode({ input: { key: "noise", name: "Noise" } });
    expect(reason.saveReasonCode.reason).toMatchObject({ position: 8, active: true });
    await desk.admin.sdk.SaveReasonCode({ input: { key: "noise", name: "Loud noise", active: false } });
    expect(await refusal(open({ reason: "noise" }))).toMatchObject({ violations: [{ path: "input.reason" }] });
    const path = await desk.admin.sdk.SaveResolutionPath({ input: { key: "gift", name: "Gift", position: 0 } });
    expect(path.saveResolutionPath.path).toMatchObject({ position: 0 });
    const type = await desk.admin.sdk.SaveCaseType({ input: { key: "recall", name: "Recall" } });
    expect(type.saveCaseType.type).toMatchObject({
      defaultPriority: "NORMAL",
      confidential: false,
      putsAssetInRepair: false,
      resolveInLastStageOnly: false,
      process: null,
    });
    await desk.admin.sdk.SaveCaseType({ input: { key: "recall", name: "Recall", defaultPriority: "URGENT" } });
    expect((await open({ type: "recall" })).priority).toBe("URGENT");
    const under = async (slaPolicy?: string | null) => {
      const input = { key: "recall", name: "Recall", ...(slaPolicy !== undefined && { slaPolicy }) };
      return (await desk.admin.sdk.SaveCaseType({ input })).saveCaseType.type.slaPolicy;
    };
    expect(await under("default")).toEqual({ key: "default" });
    expect(await under()).toEqual({ key: "default" });
    expect(await under(null)).toBeNull();
    expect(await refusal(under("golden"))).toMatchObject({ violations: [{ path: "input.slaPolicy", rule: "exists" }] });
    for (const other of [
      () => desk.admin.sdk.SaveReasonCode({ input: { key: "other", name: "Other", active: false } }),
      () => desk.admin.sdk.SaveCaseType({ input: { key: "other", name: "Other", active: false } }),
    ])
      expect((await refusal(other())).code).toBe("CONFLICT");
  });

  test("categories are a tree without circles, whoever moves them at once", async () => {
    const save = (key: string, parent?: string | null) =>
      desk.admin.sdk.SaveCaseCategory({ input: { key, name: key, ...(parent !== undefined && { parent }) } });
    await save("a");
    await save("b", "a");
    await save("c", "b");
    expect(await refusal(save("a", "c"))).toMatchObject({ violations: [{ path: "input.parent", rule: "circle" }] });
    expect(await refusal(save("a", "a"))).toMatchObject({ violations: [{ rule: "circle" }] });
    expect((await save("c")).saveCaseCategory.category.parent).toEqual({ key: "b" });
    expect((await save("c", null)).saveCaseCategory.category.parent).toBeNull();
    await save("d");
    const moved = await Promise.allSettled([save("c", "d"), save("d", "c")]);
    expect(moved.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("a type that puts the asset in repair takes it back with the last such case", async () => {
    await desk.admin.sdk.SaveCaseType({ input: { key: "repair", name: "Repair", putsAssetInRepair: true } });
    await desk.admin.sdk.CreateAssetType({ input: { key: "pump", name: "Pump" } });
    const assetId = (await desk.admin.sdk.CreateAsset({ input: { tag: "P-1", name: "Pump", type: "pump" } }))
      .createAsset.asset.id;
    const at = async () => (await desk.rows("SELECT status FROM asset WHERE id = $1", assetId))[0]!.status;
    const [one, two] = [await open({ type: "repair", assetId }), await open({ type: "repair", assetId })];
    expect(await at()).toBe("IN_REPAIR");
    await desk.admin.sdk.ResolveCase({ id: one.id, input: { path: "repaired", notes: "x" } });
    expect(await at()).toBe("IN_REPAIR");
    await desk.admin.sdk.CancelCase({ id: two.id, reason: "x" });
    expect(await at()).toBe("IN_SERVICE");
    await desk.admin.sdk.ReactivateCase({ id: one.id, reason: "x" });
    expect(await at()).toBe("IN_REPAIR");
  });
});

describe("business processes", () => {
  const stages = [
    { key: "intake", name: "Intake", requiredFields: ["description", "assignee"] },
    { key: "work", name: "Work" },
    { key: "check", name: "Check", requiredFields: ["category"] },
  ];
  const walked = async (id: string) => {
    const { process } = (await desk.admin.sdk.CaseStandingOf({ id })).case!;
    return process && [process.stage.key, process.missingFields, process.completed];
  };
  beforeAll(async () => {
    await desk.admin.sdk.SaveBusinessProcess({ input: { key: "rma", name: "RMA", stages } });
    await desk.admin.sdk.SaveCaseType({
      input: { key: "warranty", name: "Warranty", process: "rma", resolveInLastStageOnly: true },
    });
  });

  test("a stage is left once it has all that it requires; the last one completes", async () => {
    const { id } = await open({ type: "warranty" });
    const advance = () => desk.admin.sdk.AdvanceStage({ caseId: id });
    expect(await walked(id)).toEqual(["intake", ["description", "assignee"], false]);
    expect(await refusal(advance())).toEqual({ code: "STAGE_INCOMPLETE", missingFields: ["description", "assignee"] });
    await desk.admin.sdk.UpdateCase({ id, input: { description: "It hums" } });
    await desk.admin.sdk.AssignCase({ id, personId: desk.admin.id });
    expect((await refusal(desk.admin.sdk.ReturnStage({ caseId: id }))).code).toBe("INVALID_TRANSITION");
    await advance();
    expect(await walked(id)).toEqual(["work", [], false]);
    expect(await refusal(desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "x" } }))).toEqual({
      code: "STAGE_INCOMPLETE",
      missingFields: [],
    });
    await advance();
    expect(await walked(id)).toEqual(["check", ["category"], false]);
    await desk.admin.sdk.ReturnStage({ caseId: id });
    await advance();
    await desk.admin.sdk.UpdateCase({ id, input: { category: "other" } });
    await advance();
    expect(await walked(id)).toEqual(["check", [], true]);
    expect((await refusal(advance())).code).toBe("INVALID_TRANSITION");
    await desk.admin.sdk.ReturnStage({ caseId: id });
    expect(await walked(id)).toEqual(["check", [], false]);
    await desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "x" } });
    const stagesTold = await desk.rows(
      "SELECT changes FROM event WHERE case_id = $1 AND kind = 'STAGE_CHANGED' ORDER BY seq",
      id,
    );
    expect(stagesTold).toHaveLength(6);
    expect(stagesTold[0]).toEqual({ changes: [{ field: "stage", from: "intake", to: "work" }] });
  });

  test("what a stage can require are fields of a case that may be empty", () => {
    const fields = (desk.schema.getType("Case") as GraphQLObjectType).getFields();
    const never = REQUIRABLE.filter(
      (name) => !fields[name] || (isNonNullType(fields[name].type) && name !== "description"),
    );
    expect(never).toEqual([]);
  });

  test("a changed type enters its process at the first stage, or leaves it", async () => {
    const { id } = await open();
    expect(await walked(id)).toBeNull();
    await desk.admin.sdk.UpdateCase({ id, input: { type: "warranty" } });
    expect(await walked(id)).toEqual(["intake", ["description", "assignee"], false]);
    await desk.admin.sdk.UpdateCase({ id, input: { type: "damage" } });
    expect(await walked(id)).toBeNull();
  });

  test("a stage that cases stand in stays; stages may change places and what they require", async () => {
    await open({ type: "warranty" });
    const save = (wanted: { key: string; name: string; requiredFields?: string[] }[]) =>
      desk.admin.sdk.SaveBusinessProcess({ input: { key: "rma", name: "RMA", stages: wanted } });
    expect((await refusal(save(stages.slice(1)))).code).toBe("CONFLICT");
    const { saveBusinessProcess } = await save([stages[1]!, { key: "intake", name: "Intake" }, stages[2]!]);
    expect(saveBusinessProcess.process.stages).toEqual([
      { key: "work", name: "Work", position: 1, requiredFields: [] },
      { key: "intake", name: "Intake", position: 2, requiredFields: ["description", "assignee"] },
      { key: "check", name: "Check", position: 3, requiredFields: ["category"] },
    ]);
    expect(await refusal(save([{ key: "a", name: "A", requiredFields: ["colour"] }]))).toMatchObject({
      violations: [{ path: "input.stages.0.requiredFields.0", rule: "field" }],
    });
    expect(await refusal(save([stages[0]!, stages[0]!]))).toMatchObject({
      violations: [{ path: "input.stages.1.key", rule: "unique" }],
    });
  });
});
