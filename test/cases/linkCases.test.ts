import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
});
afterAll(() => desk.close());

const open = async (more: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case;
const link = async (fromId: string, toId: string, kind: string, who = clerk) =>
  (await who.sdk.LinkCases({ fromId, toId, kind: kind as never })).linkCases.case;
const related = async (id: string, who = clerk) => (await who.sdk.Relatives({ id })).case!.relatedCases;

test("ties two cases, seen from both ends and told on both timelines", async () => {
  const [a, b] = [await open(), await open()];
  const { relatedCases, version } = await link(a.id, b.id, "DUPLICATES");
  expect(version).toBe(1);
  const [{ id }] = relatedCases as unknown as [{ id: string }];
  expect(relatedCases).toEqual([{ id, kind: "DUPLICATES", outgoing: true, case: { id: b.id } }]);
  expect(await related(b.id)).toEqual([{ id, kind: "DUPLICATES", outgoing: false, case: { id: a.id } }]);
  const told = async (of: string) =>
    (await clerk.sdk.Told({ id: of, kinds: ["LINKED", "UNLINKED"] as never })).case!.timeline.nodes.map(
      (entry) => entry.summary,
    );
  expect(await told(a.id)).toEqual([`Linked: duplicates ${b.number}.`]);
  expect(await told(b.id)).toEqual([`Linked: duplicated by ${a.number}.`]);
  await clerk.sdk.UnlinkCases({ linkId: id });
  expect([await related(a.id), await related(b.id)]).toEqual([[], []]);
  expect((await told(b.id)).at(-1)).toBe(`Link taken off: duplicated by ${a.number}.`);
  expect((await refusal(clerk.sdk.UnlinkCases({ linkId: id }))).code).toBe("NOT_FOUND");
});

test("not twice, not both ways round, not to itself; of another kind it may be", async () => {
  const [a, b] = [await open(), await open()];
  await link(a.id, b.id, "BLOCKS");
  expect(await link(a.id, b.id, "BLOCKS")).toMatchObject({ relatedCases: [{ kind: "BLOCKS", outgoing: true }] });
  expect((await refusal(link(b.id, a.id, "BLOCKS"))).code).toBe("CONFLICT");
  await link(b.id, a.id, "RELATES_TO");
  // It goes both ways by nature.
  expect((await link(a.id, b.id, "RELATES_TO")).relatedCases).toMatchObject([
    { kind: "BLOCKS", outgoing: true },
    { kind: "RELATES_TO", outgoing: false },
  ]);
  expect(await refusal(link(a.id, a.id.toUpperCase(), "RELATES_TO"))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: "toId", rule: "self" }],
  });
  expect(await desk.rows("SELECT FROM case_link WHERE from_id = $1 OR to_id = $1", a.id)).toHaveLength(2);
  expect(await desk.rows("SELECT FROM event WHERE kind = 'LINKED' AND case_id = $1", a.id)).toHaveLength(2);
});

test("is not there for who does not see the other case, not even by its number", async () => {
  const [a, secret] = [await open(), await open({ confidential: true })];
  const [{ id }] = (await link(a.id, secret.id, "CAUSED_BY", desk.admin)).relatedCases as unknown as [{ id: string }];
  expect(await related(a.id, desk.admin)).toHaveLength(1);
  expect(await related(a.id)).toEqual([]);
  const { case: told } = await clerk.sdk.Told({ id: a.id, kinds: ["LINKED"] as never });
  expect(told!.timeline.nodes.map((entry) => entry.summary)).toEqual(["Linked: caused by another case."]);
  expect((await refusal(clerk.sdk.UnlinkCases({ linkId: id }))).code).toBe("NOT_FOUND");
  expect((await refusal(link(a.id, secret.id, "RELATES_TO"))).code).toBe("NOT_FOUND");
});

test("is read-only where either case has ended, in the database as well", async () => {
  const [a, b] = [await open(), await open()];
  const [{ id }] = (await link(a.id, b.id, "CAUSED_BY")).relatedCases as unknown as [{ id: string }];
  await desk.admin.sdk.ResolveCase({ id: b.id, input: { path: "advised", notes: "Done" } });
  expect((await refusal(link(a.id, b.id, "RELATES_TO"))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(link(b.id, a.id, "RELATES_TO"))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(clerk.sdk.UnlinkCases({ linkId: id }))).code).toBe("CASE_READ_ONLY");
  await expect(desk.rows("DELETE FROM case_link WHERE id = $1", id)).rejects.toThrow(/read-only/);
  await expect(
    desk.rows("INSERT INTO case_link (from_id, to_id, kind) VALUES ($1, $2, 'BLOCKS')", a.id, b.id),
  ).rejects.toThrow(/read-only/);
  expect(await related(a.id)).toHaveLength(1);
});
