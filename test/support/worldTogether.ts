import type { Writer } from "./worldWriter";

/** What ties cases to each other, and how their timelines tell it; whom comments name. */
export async function writeTogether(w: Writer, cases: readonly string[]): Promise<void> {
  const { random } = w;
  const people = await w.ids("SELECT id FROM person ORDER BY id");
  for (const comment of await w.ids("SELECT id FROM comment ORDER BY id"))
    for (const [position, person] of random.some(people, random.below(4)).entries())
      await w.put("comment_mention", { comment_id: comment, person_id: person, position: position % 2 });
  const tied = new Set<string>();
  for (let i = 0; i < 30; i++) {
    const [from, to] = [random.pick(cases), random.pick(cases)];
    const kind = random.pick(["RELATES_TO", "DUPLICATES", "CAUSED_BY", "BLOCKS"]);
    const pair = [from, to].sort().concat(kind).join();
    if (from === to || tied.has(pair)) continue;
    tied.add(pair);
    const link = await w.put("case_link", {
      id: w.id(25),
      from_id: from,
      to_id: to,
      kind,
      created_at: w.at(-40, 0),
    });
    for (const [own, other] of [
      [from, to],
      [to, from],
    ])
      await w.put("event", {
        kind: random.pick(["LINKED", "UNLINKED", "PARENT_CHANGED"]),
        type: "CASE_UPDATED",
        subject_id: own,
        case_id: own,
        at: w.at(-40, 0),
        data: JSON.stringify({ linkId: link, linkKind: kind, outgoing: own === from, otherId: other }),
      });
  }
}
