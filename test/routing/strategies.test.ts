import { createCase } from "../../src/cases/commands/createCase";
import { createRoutingRule } from "../../src/routing/commands/createRoutingRule";
import { AssignmentStrategy } from "../../src/routing/routingRule.entity";
import { type Desk, openDesk } from "../support/desk";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.rows("UPDATE routing_rule SET deleted_at = casegraph_now()");
});
afterEach(() => desk.close());

/** People of the support team who can sign in, without the price of a password each. */
async function team(count: number, capacity: number | null = null): Promise<string[]> {
  const people = await desk.rows<{ id: string }>(
    `WITH made AS (INSERT INTO person (name, email, password_hash, capacity)
       SELECT 'P' || n, 'p' || n || '@example.org', 'x', $2 FROM generate_series(1, $1) n RETURNING id),
     held AS (INSERT INTO person_role (person_id, role_id) SELECT made.id, role.id FROM made, role WHERE role.key = 'support'),
     joined AS (INSERT INTO team_member (team_id, person_id) SELECT team.id, made.id FROM made, team WHERE team.key = 'support')
     SELECT id FROM made ORDER BY id`,
    count,
    capacity,
  );
  return people.map(({ id }) => id);
}

const rule = (strategy: AssignmentStrategy, more: object = {}) =>
  createRoutingRule(desk.ctx(), { name: "All", condition: {}, team: "support", strategy, ...more });

/** Creates so many cases, by so many at once. */
async function create(
  count: number,
  clients: number,
): Promise<{ id: string; warnings: readonly { code: string }[] }[]> {
  const made: { id: string; warnings: readonly { code: string }[] }[] = [];
  let left = count;
  const client = async () => {
    while (left-- > 0) {
      const { case: id, warnings } = await createCase(desk.ctx(), { title: "x" });
      made.push({ id, warnings });
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return made;
}

const loads = async (): Promise<number[]> =>
  (
    await desk.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM service_case WHERE assignee_id IS NOT NULL GROUP BY assignee_id ORDER BY n",
    )
  ).map(({ n }) => n);

test("round robin gives everybody as much, however many ask at once", async () => {
  await team(5);
  await rule(AssignmentStrategy.ROUND_ROBIN);
  await create(103, 8);
  expect(await loads()).toEqual([20, 20, 21, 21, 21]);
});

test("least loaded gives to who has least, and nobody more than fits", async () => {
  const [first, second, third] = await team(3, 4);
  await rule(AssignmentStrategy.LEAST_LOADED);
  await desk.rows("UPDATE person SET capacity = 2, version = version + 1 WHERE id = $1", second);
  await desk.rows("UPDATE person SET capacity = NULL, active = false, version = version + 1 WHERE id = $1", third);
  const made = await create(8, 8);
  const held = await desk.rows(
    "SELECT assignee_id AS id, count(*)::int AS n FROM service_case GROUP BY assignee_id ORDER BY assignee_id NULLS LAST",
  );
  expect(held).toEqual([
    { id: first, n: 4 },
    { id: second, n: 2 },
    { id: null, n: 2 },
  ]);
  expect(made.filter(({ warnings }) => warnings[0]?.code === "NOBODY_AVAILABLE")).toHaveLength(2);
  expect(await desk.rows("SELECT DISTINCT k.key FROM service_case c JOIN team k ON k.id = c.team_id")).toEqual([
    { key: "support" },
  ]);
});

test("two rules of two teams do not overfill who is in both", async () => {
  await team(2, 10);
  await desk.rows(
    "INSERT INTO team_member SELECT t.id, p.id FROM team t, person p WHERE t.key = 'warehouse' AND p.name LIKE 'P_'",
  );
  const strategy = AssignmentStrategy.LEAST_LOADED;
  await rule(strategy, { name: "Parts", condition: { reason: { eq: "missing_part" } } });
  await rule(strategy, { name: "Rest", team: "warehouse" });
  let most = 0;
  let done = false;
  const watching = (async () => {
    while (!done) most = Math.max(most, ...(await loads()));
  })();
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      createCase(desk.ctx(), { title: "x", reason: i % 2 === 0 ? "missing_part" : "defect" }),
    ),
  );
  done = true;
  await watching;
  expect(await loads()).toEqual([10, 10]);
  expect(most).toBeLessThanOrEqual(10);
});

test("only who has all skills is asked", async () => {
  const [first] = await team(3);
  await desk.rows("INSERT INTO skill (name) VALUES ('welding'), ('climbing')");
  await desk.rows("INSERT INTO person_skill SELECT $1, id FROM skill", first);
  await desk.rows(
    "INSERT INTO person_skill SELECT p.id, s.id FROM person p, skill s WHERE p.name LIKE 'P%' AND p.id <> $1 AND s.name = 'welding'",
    first,
  );
  await rule(AssignmentStrategy.ROUND_ROBIN, { requiredSkills: ["welding", "climbing"] });
  await create(3, 1);
  expect(await desk.rows("SELECT DISTINCT assignee_id AS id FROM service_case")).toEqual([{ id: first }]);
});

test("a hand may give more than fits, and is told", async () => {
  const [first] = await team(1, 1);
  await create(1, 1);
  const input = { title: "x", assigneeId: first! };
  expect((await createCase(desk.ctx(), input)).warnings).toEqual([]);
  expect((await createCase(desk.ctx(), input)).warnings).toEqual([
    { code: "OVER_CAPACITY", message: "P1 owns 2 open cases, and may own 1." },
  ]);
});
