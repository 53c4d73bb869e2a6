import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
});
afterAll(() => desk.close());

const open = async (more: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case.id;

test("adds what a case has not, in order, and grows the version by one; what it has stays", async () => {
  const id = await open({ tags: ["b"] });
  const first = await clerk.sdk.TagCase({ id, tags: ["b", "a", "Überfällig", "a"] });
  expect(first.tagCase.case).toEqual({ id, tags: ["b", "a", "Überfällig"], version: 2 });
  const again = await clerk.sdk.TagCase({ id, tags: ["a"] });
  expect(again.tagCase.case).toEqual({ id, tags: ["b", "a", "Überfällig"], version: 2 });
  const { untagCase } = await clerk.sdk.UntagCase({ id, tags: ["b", "none"] });
  expect(untagCase.case).toEqual({ id, tags: ["a", "Überfällig"], version: 3 });
  const { case: told } = await clerk.sdk.Told({ id, kinds: ["TAGGED", "UNTAGGED"] as never });
  expect(told!.timeline.nodes).toEqual([
    {
      kind: "TAGGED",
      summary: "Tagged: a, Überfällig.",
      note: null,
      actor: { id: clerk.id },
      changes: [
        { field: "tags", from: null, to: "a" },
        { field: "tags", from: null, to: "Überfällig" },
      ],
      comment: null,
    },
    {
      kind: "UNTAGGED",
      summary: "Tags taken off: b.",
      note: null,
      actor: { id: clerk.id },
      changes: [{ field: "tags", from: "b", to: null }],
      comment: null,
    },
  ]);
  // Words that people wrote are beside the log, not in it.
  const log = await desk.rows("SELECT changes, data FROM event WHERE case_id = $1 AND kind = 'TAGGED'", id);
  expect(log).toEqual([{ changes: [], data: {} }]);
});

test("holds tags to the rules of createCase", async () => {
  const id = await open({ tags: Array.from({ length: 49 }, (_, i) => `t${i}`) });
  const rule = async (tags: string[]) =>
    (await refusal(clerk.sdk.TagCase({ id, tags }))).violations as { path: string; rule: string }[];
  expect(await rule([])).toMatchObject([{ path: "tags", rule: "arrayNotEmpty" }]);
  expect(await rule([" "])).toMatchObject([{ path: "tags", rule: "notBlank" }]);
  expect(await rule(["x".repeat(65)])).toMatchObject([{ path: "tags", rule: "maxLength" }]);
  expect(await rule(["a\nb"])).toMatchObject([{ path: "tags", rule: "singleLine" }]);
  expect(await rule(["new 1", "new 2"])).toMatchObject([{ path: "tags", rule: "maxItems" }]);
  expect((await clerk.sdk.TagCase({ id, tags: ["new 1", "t3"] })).tagCase.case.tags).toHaveLength(50);
});

test("is for who may write, on what is not finished", async () => {
  const id = await open({ tags: ["standing"] });
  const installer = await desk.person("Ines", ["installer"]);
  expect((await refusal(installer.sdk.TagCase({ id, tags: ["a"] }))).code).toBe("FORBIDDEN");
  await desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "Done" } });
  expect((await refusal(clerk.sdk.TagCase({ id, tags: ["a"] }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(clerk.sdk.UntagCase({ id, tags: ["standing"] }))).code).toBe("CASE_READ_ONLY");
  expect(await desk.rows("SELECT tags FROM service_case WHERE id = $1", id)).toEqual([{ tags: ["standing"] }]);
});

describe("tags in use", () => {
  test("are counted over the cases that one sees, most used first, found by their beginning", async () => {
    await open({ tags: ["Ärger mit 100% Zoll", "argus"] });
    await open({ tags: ["argus", "arg_"] });
    await open({ tags: ["argus", "arg_"], confidential: true });
    const counted = async (who: Somebody, search?: string, first?: number) =>
      (await who.sdk.Tags({ search, ...(first && { first }) })).tags.map((one) => [one.tag, one.caseCount]);
    expect(await counted(desk.admin, "ARG")).toEqual([
      ["argus", 3],
      ["arg_", 2],
      ["Ärger mit 100% Zoll", 1],
    ]);
    // Without SERVICE_CONFIDENTIAL the third is not there.
    expect(await counted(clerk, "arg")).toEqual([
      ["argus", 2],
      ["arg_", 1],
      ["Ärger mit 100% Zoll", 1],
    ]);
    expect(await counted(clerk, "arger mit 100% z")).toEqual([["Ärger mit 100% Zoll", 1]]);
    expect(await counted(clerk, "arg_")).toEqual([["arg_", 1]]);
    expect(await counted(clerk, "arg%")).toEqual([]);
    expect(await counted(clerk, "arg", 1)).toEqual([["argus", 2]]);
  });
});
