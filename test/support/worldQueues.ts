import type { Writer } from "./worldWriter";

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
