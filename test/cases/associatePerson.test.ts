import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
let witness: string;
let id: string;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
  witness = (await desk.admin.sdk.CreatePerson({ input: { name: "Willi" } })).createPerson.person.id;
});
afterAll(() => desk.close());
beforeEach(async () => {
  id = (await desk.admin.sdk.CreateCase({ input: { title: "x" } })).createCase.case.id;
});

test("says whom a case concerns; said again it replaces, taken back it is gone, and all of it is told", async () => {
  const associate = async (relation: string, note?: string) =>
    (await clerk.sdk.AssociatePerson({ caseId: id, personId: witness, relation, note })).associatePerson.case;
  const said = await associate("reporter", "Called twice");
  expect(said.associatedPeople).toEqual([
    { person: { id: witness, name: "Willi" }, relation: "reporter", note: "Called twice", addedAt: expect.any(String) },
  ]);
  await associate("reporter", "Called twice");
  expect((await associate("witness")).associatedPeople).toMatchObject([{ relation: "witness", note: null }]);
  const { person } = await clerk.sdk.CasesOfPerson({ id: witness });
  expect(person!.associatedCases).toEqual({
    totalCount: 1,
    nodes: [{ id, associatedPeople: [{ person: { id: witness }, relation: "witness", note: null }] }],
  });
  const left = await clerk.sdk.DissociatePerson({ caseId: id, personId: witness });
  expect(left.dissociatePerson.case.associatedPeople).toEqual([]);
  await clerk.sdk.DissociatePerson({ caseId: id, personId: witness });
  const { case: told } = await clerk.sdk.Told({ id, kinds: ["PERSON_ASSOCIATED", "PERSON_DISSOCIATED"] as never });
  expect(told!.timeline.nodes.map(({ kind, summary, note, changes }) => ({ kind, summary, note, changes }))).toEqual([
    {
      kind: "PERSON_ASSOCIATED",
      summary: "Willi associated as reporter.",
      note: "Called twice",
      changes: [{ field: "relation", from: null, to: "reporter" }],
    },
    {
      kind: "PERSON_ASSOCIATED",
      summary: "Willi associated as witness.",
      note: null,
      changes: [{ field: "relation", from: "reporter", to: "witness" }],
    },
    {
      kind: "PERSON_DISSOCIATED",
      summary: "Willi is no longer associated.",
      note: null,
      changes: [{ field: "relation", from: "witness", to: null }],
    },
  ]);
  expect(told!.version).toBe(1);
});

test("refuses who is not there, what is finished, and who may not", async () => {
  const given = { caseId: id, personId: witness, relation: "reporter" };
  const [stranger] = await desk.rows<{ id: string }>("SELECT casegraph_new_id(2) AS id");
  expect(await refusal(clerk.sdk.AssociatePerson({ ...given, personId: stranger!.id }))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: "personId", rule: "exists" }],
  });
  expect(await refusal(clerk.sdk.AssociatePerson({ ...given, relation: " " }))).toMatchObject({
    violations: [{ path: "relation", rule: "notBlank" }],
  });
  const reader = await desk.person("Rita", ["executive"]);
  expect((await refusal(reader.sdk.AssociatePerson(given))).code).toBe("FORBIDDEN");
  await clerk.sdk.AssociatePerson(given);
  await desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "Done" } });
  expect((await refusal(clerk.sdk.AssociatePerson({ ...given, relation: "other" }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(clerk.sdk.DissociatePerson(given))).code).toBe("CASE_READ_ONLY");
  expect(await desk.rows("SELECT relation FROM case_person WHERE case_id = $1", id)).toEqual([
    { relation: "reporter" },
  ]);
});
