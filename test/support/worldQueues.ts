import type { Writer } from "./worldWriter";

/** Rules beside the seeded ones, one of them gone, some of which routed cases. */
async function writeRules(w: Writer, staff: readonly string[], queues: readonly string[]): Promise<void> {
  const { random } = w;
  const skills = await w.ids("SELECT id FROM skill ORDER BY id");
  const rules = await w.ids("SELECT id FROM routing_rule ORDER BY position");
  for (let i = 0; i < 4; i++) {
    const id = await w.put("routing_rule", {
      id: w.id(30),
      name: w.words(2),
      position: rules.length + 1,
      active: i !== 1,
      condition: JSON.stringify(
        random.pick([{}, { priority: { eq: "URGENT" } }, { or: [{ tags: { any: ["hot"] } }] }]),
      ),
      queue_id: w.maybe(0.6, () => random.pick([...queues])),
      person_id: w.maybe(0.4, () => random.pick([...staff])),
      to_branch_manager: random.chance(0.5),
      set_priority: w.maybe(0.5, () => "HIGH"),
      add_tags: random.some(["hot", "t 1"], random.below(3)),
      strategy: random.pick(["NONE", "ROUND_ROBIN", "LEAST_LOADED"]),
      deleted_at: i === 2 ? w.at(-3, -1) : null,
    });
    for (const skill of random.some(skills, random.below(3)))
      await w.put("routing_rule_skill", { rule_id: id, skill_id: skill });
    rules.push(id);
  }
  for (const id of await w.ids("SELECT id FROM service_case ORDER BY id"))
    if (random.chance(0.6))
      await w.ids(`UPDATE service_case SET routed_by_id = '${random.pick(rules)}', version = version + 1
        WHERE id = '${id}' RETURNING id`);
}

/** Queues of every kind, and items of many of the cases and activities that are not finished, some of them held. */
export async function writeQueues(w: Writer, staff: readonly string[]): Promise<void> {
  const { random } = w;
  const teams = await w.ids("SELECT id FROM team ORDER BY key");
  const queues: string[] = [];
  for (let i = 0; i < 5; i++) {
    const id = await w.put("queue", {
      id: w.id(28),
      key: `q${i}`,
      name: w.words(2),
      description: w.maybe(0.5, () => w.words()),
      access: i % 2 === 0 ? "PUBLIC" : "PRIVATE",
      active: i < 4,
      team_id: w.maybe(0.6, () => teams[i] ?? null),
    });
    for (const person of random.some([...staff], random.below(4)))
      await w.put("queue_member", { queue_id: id, person_id: person });
    queues.push(id);
  }
  await writeRules(w, staff, queues);
  const cases = await w.ids("SELECT id FROM service_case WHERE state IN ('NEW', 'OPEN', 'ON_HOLD') ORDER BY id");
  const activities = await w.ids(`SELECT a.id FROM activity a LEFT JOIN service_case c ON c.id = a.case_id
    WHERE a.state = 'OPEN' AND (c.id IS NULL OR c.state IN ('NEW', 'OPEN', 'ON_HOLD')) ORDER BY a.id`);
  for (const [table, column, ids] of [
    ["service_case", "case_id", cases],
    ["activity", "activity_id", activities],
  ] as const)
    for (const id of ids)
      if (random.chance(0.6)) {
        const [owner] = await w.ids(`SELECT assignee_id AS id FROM ${table} WHERE id = '${id}'`);
        await w.put("queue_item", {
          id: w.id(29),
          queue_id: random.pick(queues),
          [column]: id,
          entered_at: w.at(-20, -1),
          worked_by_id: owner ?? null,
          worked_since: owner ? w.at(-1, 0) : null,
        });
      }
}
