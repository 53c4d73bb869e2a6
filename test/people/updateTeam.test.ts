import { openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const FIELDS = "{ team { key name description active lead { name } members { name } } }";
const CREATE = `mutation ($input: TeamInput!) { createTeam(input: $input) ${FIELDS} }`;
const UPDATE = `mutation ($key: String!, $input: UpdateTeamInput!) { updateTeam(key: $key, input: $input) ${FIELDS} }`;

test("teams are made and changed", async () => {
  const ann = await people.person("ann", ["service"]);
  const bob = await people.person("bob", ["service"]);
  const input = {
    key: "field",
    name: "Field",
    description: "On the road",
    leadId: ann.id,
    memberIds: [bob.id, ann.id],
  };
  expect(await people.asAdmin(CREATE, { input })).toEqual({
    createTeam: {
      team: {
        key: "field",
        name: "Field",
        description: "On the road",
        active: true,
        lead: { name: "ann" },
        members: [{ name: "ann" }, { name: "bob" }],
      },
    },
  });
  const change = { name: "Field service", description: null, leadId: null, memberIds: [bob.id], active: false };
  expect(await people.asAdmin(UPDATE, { key: "field", input: change })).toEqual({
    updateTeam: {
      team: {
        key: "field",
        name: "Field service",
        description: null,
        active: false,
        lead: null,
        members: [{ name: "bob" }],
      },
    },
  });
  const { updateTeam } = await people.asAdmin(UPDATE, { key: "field", input: { active: true } });
  expect(updateTeam.team).toMatchObject({ name: "Field service", active: true, members: [{ name: "bob" }] });
});

test("what is taken, unknown or not allowed is refused", async () => {
  const { bearer } = await people.person("chief", ["admin"]);
  const technician = await people.person("cid", ["service"]);
  const create = (input: Record<string, unknown>, token = bearer) => people.run(CREATE, { input }, token);
  expect((await create({ key: "support", name: "x" })).errors[0]).toMatchObject({
    code: "CONFLICT",
    message: "A team with this key is there already.",
  });
  expect((await create({ key: "New Team", name: "x" })).errors[0]!.extensions.violations[0]).toMatchObject({
    path: "input.key",
    rule: "key",
  });
  const { createCustomer } = await people.asAdmin(
    `mutation { createCustomer(input: { name: "c" }) { customer { id } } }`,
  );
  const memberIds = [technician.id, createCustomer.customer.id];
  expect((await create({ key: "new", name: "x", memberIds })).errors[0]!.extensions.violations).toEqual([
    { path: "input.memberIds.1", rule: "exists", message: "no person has this id" },
  ]);
  expect((await create({ key: "new", name: "x" }, technician.bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const { errors } = await people.run(UPDATE, { key: "nowhere", input: { name: "x" } }, bearer);
  expect(errors[0]!.code).toBe("NOT_FOUND");
  expect(await people.asAdmin(`{ team(key: "new") { key } }`)).toEqual({ team: null });
});

test("a team with open cases is not deactivated", async () => {
  await people.asAdmin(`mutation { createCase(input: { title: "Leak", team: "support" }) { case { number } } }`);
  const { bearer } = await people.person("dora", ["admin"]);
  const { errors } = await people.run(UPDATE, { key: "support", input: { active: false } }, bearer);
  expect(errors).toEqual([
    {
      message: "The team has open cases: give them to others first.",
      code: "CONFLICT",
      extensions: { code: "CONFLICT" },
    },
  ]);
  expect(await people.asAdmin(`{ team(key: "support") { active } }`)).toEqual({ team: { active: true } });
});
