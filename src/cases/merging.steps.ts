import { invalid } from "../platform/errors";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { UNFINISHED } from "./case.policy";
import { change, type LockedCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";

const violation = (rule: string, message: string) => ({ path: "targetId", rule, message });

/** Refuses to bring two cases together whose people must not see each other's, or that would make parts of a part. */
export async function mustFit(work: Work, source: LockedCase, target: LockedCase): Promise<void> {
  if (source.customerId !== null && target.customerId !== null && source.customerId !== target.customerId)
    throw invalid(violation("customer", `${source.number} and ${target.number} are of different customers`));
  if (source.confidential && !target.confidential)
    throw invalid(violation("confidential", "a confidential case goes into a confidential one only"));
  if (target.parentId === null || target.parentId === source.id) return;
  const child = await work.one(
    sql`SELECT FROM service_case WHERE parent_id = ${source.id} AND state = ANY (${UNFINISHED}) LIMIT 1`,
  );
  if (child) throw invalid(violation("depth", `${source.number} has children, and ${target.number} is a child itself`));
}

/** The parts of a case that are not done yet become another's; what has ended stays as it ended. */
export async function moveChildren(work: Work, source: LockedCase, target: LockedCase): Promise<void> {
  const children = await work.query<{ id: string }>(sql`
    SELECT id FROM service_case WHERE parent_id = ${source.id} AND id <> ${target.id} AND state = ANY (${UNFINISHED})
    ORDER BY id FOR UPDATE`);
  if (children.length === 0) return;
  await work.query(sql`UPDATE service_case SET parent_id = ${target.id}, version = version + 1, updated_at = ${work.now}
    WHERE id = ANY (${children.map((child) => child.id)}::uuid[])`);
  for (const { id } of children)
    work.record({
      kind: TimelineKind.PARENT_CHANGED,
      type: EventType.CASE_UPDATED,
      subjectId: id,
      caseId: id,
      changes: change("parent", source.id, target.id),
      data: { otherId: target.id, joined: true },
    });
}

/** Ties to other cases become the target's, but for those that it has already, and the one between the two. */
export async function moveLinks(work: Work, source: LockedCase, target: LockedCase): Promise<void> {
  await work.query(sql`
    DELETE FROM case_link l WHERE ${source.id}::uuid IN (l.from_id, l.to_id) AND (${target.id}::uuid IN (l.from_id, l.to_id)
      OR EXISTS (SELECT FROM case_link own WHERE ${target.id}::uuid IN (own.from_id, own.to_id) AND own.kind = l.kind
        AND CASE own.from_id WHEN ${target.id} THEN own.to_id ELSE own.from_id END
          = CASE l.from_id WHEN ${source.id} THEN l.to_id ELSE l.from_id END))`);
  await work.query(sql`
    UPDATE case_link SET from_id = CASE from_id WHEN ${source.id} THEN ${target.id}::uuid ELSE from_id END,
      to_id = CASE to_id WHEN ${source.id} THEN ${target.id}::uuid ELSE to_id END
    WHERE ${source.id}::uuid IN (from_id, to_id)`);
}

/**
 * Comments and associated people become the target's; of somebody whom both concern, what the target says stays. Who worked
 * on the source works on the target too, and still sees what became of it.
 */
export async function movePeopleAndWords(work: Work, source: LockedCase, target: LockedCase): Promise<void> {
  await work.query(sql`UPDATE comment SET case_id = ${target.id} WHERE case_id = ${source.id}`);
  await work.query(sql`DELETE FROM case_person p WHERE p.case_id = ${source.id}
    AND EXISTS (SELECT FROM case_person own WHERE own.case_id = ${target.id} AND own.person_id = p.person_id)`);
  await work.query(sql`UPDATE case_person SET case_id = ${target.id} WHERE case_id = ${source.id}`);
  await work.query(sql`INSERT INTO case_collaborator (case_id, person_id, added_at)
    SELECT ${target.id}::uuid, person_id, added_at FROM case_collaborator WHERE case_id = ${source.id} ON CONFLICT DO NOTHING`);
}
