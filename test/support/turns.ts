import { createCase } from "../../src/cases/commands/createCase";
import { createRoutingRule } from "../../src/routing/commands/createRoutingRule";
import type { AssignmentStrategy } from "../../src/routing/routingRule.entity";
import { openTestHouse } from "./house";

/** A team whose cases are given out by a strategy while many create them; what each has at the end, and had at most. */
export async function turnsAtOnce(wish: {
  readonly strategy: `${AssignmentStrategy}`;
  readonly people: number;
  readonly cases: number;
  readonly clients: number;
  readonly capacity: number | null;
}): Promise<{ readonly held: number[]; readonly most: number; readonly perSecond: number }> {
  const house = await openTestHouse({ timers: false });
  try {
    await house.rows(
      `WITH made AS (INSERT INTO person (name, email, password_hash, capacity)
         SELECT 'P' || n, 'p' || n || '@example.org', 'x', $2 FROM generate_series(1, $1) n RETURNING id),
       held AS (INSERT INTO person_role (person_id, role_id) SELECT made.id, role.id FROM made, role WHERE role.key = 'support')
       INSERT INTO team_member (team_id, person_id) SELECT team.id, made.id FROM made, team WHERE team.key = 'support'`,
      wish.people,
      wish.capacity,
    );
    await house.rows("UPDATE routing_rule SET deleted_at = casegraph_now()");
    const strategy = wish.strategy as AssignmentStrategy;
    await createRoutingRule(house.ctx(), { name: "All", condition: {}, team: "support", strategy });
    const loads = async () =>
      (
        await house.rows<{ n: number }>(
          `SELECT (SELECT count(*)::int FROM service_case c WHERE c.assignee_id = m.person_id) AS n FROM team_member m
           JOIN team t ON t.id = m.team_id AND t.key = 'support' ORDER BY n`,
        )
      ).map(({ n }) => n);
    let most = 0;
    let done = false;
    const watching = (async () => {
      while (!done) most = Math.max(most, ...(await loads()));
    })();
    let left = wish.cases;
    const client = async () => {
      while (left-- > 0) await createCase(house.ctx(), { title: "x" });
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: wish.clients }, client));
    const perSecond = wish.cases / ((performance.now() - started) / 1000);
    done = true;
    await watching;
    return { held: await loads(), most, perSecond };
  } finally {
    await house.close();
  }
}
