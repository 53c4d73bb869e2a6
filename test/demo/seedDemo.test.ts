import { seedDemo } from "../../src/demo/seedDemo";
import { openTestHouse, type TestServer } from "../support/house";

const WHOLE = `SELECT md5(string_agg(concat_ws('|', c.number, c.title, c.state, c.priority, c.channel, p.email, t.key, a.tag,
    c.satisfaction_score, r.notes, (SELECT string_agg(m.body, '/' ORDER BY m.external_id) FROM comment m WHERE m.case_id = c.id)),
    E'\\n' ORDER BY c.number_seq)) AS hash
  FROM service_case c LEFT JOIN person p ON p.id = c.assignee_id LEFT JOIN team t ON t.id = c.team_id
  LEFT JOIN asset a ON a.id = c.asset_id LEFT JOIN case_resolution r ON r.case_id = c.id`;

let houses: TestServer[] = [];
afterAll(() => Promise.all(houses.map((house) => house.close())));

test("a believable desk, the same every time, that one can sign in to", async () => {
  houses = [await openTestHouse({ serve: true }), await openTestHouse({ serve: true })];
  const [house, other] = houses as [TestServer, TestServer];
  const { password, people } = await seedDemo(house.house);
  await seedDemo(other.house);
  expect(await house.rows(WHOLE)).toEqual(await other.rows(WHOLE));

  const counts = await house.rows(`SELECT (SELECT count(*)::int FROM branch) AS branches,
    (SELECT count(DISTINCT h.person_id)::int FROM person_role h JOIN role r ON r.id = h.role_id
      WHERE r.key <> 'customer') AS staff,
    (SELECT count(DISTINCT role_id)::int FROM person_role) AS roles, (SELECT count(*)::int FROM customer) AS customers,
    (SELECT count(*)::int FROM asset_type) AS types, (SELECT count(*)::int FROM asset) AS assets,
    (SELECT count(*)::int FROM sales_order) AS orders, (SELECT count(*)::int FROM service_case) AS cases,
    (SELECT count(*)::int FROM article WHERE published_at IS NOT NULL) AS articles`);
  expect(counts).toEqual([
    { branches: 3, staff: 25, roles: 11, customers: 26, types: 6, assets: 200, orders: 60, cases: 400, articles: 6 },
  ]);
  const owed = await house.rows(`SELECT (SELECT count(*)::int FROM contract) AS contracts,
    (SELECT count(DISTINCT unit)::int FROM entitlement) AS units,
    (SELECT count(*) > 3 FROM service_case c JOIN entitlement e ON e.id = c.entitlement_id AND e.contract_id = c.contract_id) AS covered`);
  expect(owed).toEqual([{ contracts: 9, units: 3, covered: true }]);
  const states = await house.rows("SELECT state FROM service_case GROUP BY state HAVING count(*) > 4 ORDER BY state");
  expect(states.map(({ state }) => state)).toEqual(["CANCELED", "CLOSED", "NEW", "ON_HOLD", "OPEN", "RESOLVED"]);
  const month = await house.rows(
    "SELECT min(opened_at) > casegraph_now() - interval '31 days' AS young, max(opened_at) < casegraph_now() AS past FROM service_case",
  );
  expect(month).toEqual([{ young: true, past: true }]);

  const dispatcher = people.find(({ role }) => role === "dispatcher")!;
  const token = await house.signIn(dispatcher.email, password);
  const { data, errors } = await house.ask(
    `{ cases(filter: { view: OPEN }) { totalCount } people(filter: { staff: true }) { totalCount } }`,
    {},
    token,
  );
  expect(errors).toBeUndefined();
  expect(data.people.totalCount).toBe(25);
  const contact = people.find(({ role }) => role === "customer")!;
  const portal = await house.ask(
    "{ viewer { customer { name } } cases { nodes { number } } }",
    {},
    await house.signIn(contact.email, password),
  );
  expect(portal.data.viewer.customer).toEqual({ name: "Blue Bakery" });
  expect(portal.data.cases.nodes.length).toBeGreaterThan(0);
}, 60_000);
