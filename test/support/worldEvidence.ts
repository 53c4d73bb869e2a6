import type { Writer } from "./worldWriter";

/** Evidence and links on everything that may have them, some of it internal, some shown with comments. */
export async function writeEvidence(w: Writer): Promise<void> {
  const { random } = w;
  const people = await w.ids("SELECT id FROM person ORDER BY id");
  for (const [table, column, chance] of [
    ["service_case", "case_id", 0.7],
    ["activity", "activity_id", 0.4],
    ["asset", "asset_id", 0.6],
    ["customer", "customer_id", 0.8],
    ["contract", "contract_id", 0.8],
  ] as const) {
    for (const id of await w.ids(`SELECT id FROM ${table} ORDER BY id`)) {
      while (random.chance(chance * 0.6)) await writeAttachment(w, people, { [column]: id });
      if (column !== "activity_id" && column !== "contract_id")
        while (random.chance(chance * 0.5))
          await w.put("external_link", {
            id: w.id(12),
            [column]: id,
            title: w.words(),
            url: "https://tracker.example/1",
            created_at: w.at(-60, 0),
          });
    }
  }
  for (const comment of await w.ids("SELECT id FROM comment ORDER BY id")) {
    const evidence = await w.ids(`SELECT a.id FROM attachment a JOIN comment t ON t.case_id = a.case_id
      WHERE t.id = '${comment}' ORDER BY a.id`);
    for (const [position, attachment] of random.some(evidence, 2).entries())
      if (random.chance(0.7))
        await w.put("comment_attachment", { comment_id: comment, attachment_id: attachment, position });
  }
}

async function writeAttachment(w: Writer, people: readonly string[], subject: Record<string, string>): Promise<void> {
  const { random } = w;
  const id = w.id(11);
  await w.put("attachment", {
    id,
    ...subject,
    filename: w.words(),
    content_type: random.pick(["image/png", "application/pdf", "text/csv"]),
    size: random.pick([1, 70, 5_000_000_000]),
    sha256: "0".repeat(64),
    blocks: Buffer.alloc(32),
    storage_key: id,
    caption: w.maybe(0.4, () => w.words()),
    internal: random.chance(0.4),
    uploaded_by_id: w.maybe(0.9, () => random.pick(people)),
    created_at: w.at(-60, 0),
  });
}
