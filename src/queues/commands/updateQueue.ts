import { mustBePeople } from "../../people/people.steps";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { setQueueMembers } from "../members.steps";
import type { QueueAccess } from "../queue.entity";
import { teamOfQueue } from "../queue.queries";

/** What is left out stays, null clears, a list replaces the whole list. */
export interface UpdateQueue {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly access?: QueueAccess | null;
  /** By key. */
  readonly team?: string | null;
  readonly memberIds?: readonly string[] | null;
  readonly active?: boolean | null;
}

/** Changes a queue. By QUEUE_MANAGE; CONFLICT where one that holds items would be deactivated. */
export function updateQueue(ctx: Ctx, key: string, input: UpdateQueue) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.QUEUE_MANAGE);
    const queue = await work.one<{ id: string; active: boolean }>(
      sql`SELECT id, active FROM queue WHERE key = ${key} FOR UPDATE`,
    );
    if (!queue) throw notFound("The queue");
    const { team } = await mustExist(work, { team: input.team != null && teamOfQueue("input.team", input.team) });
    if (queue.active && input.active === false) {
      const held = await work.one(sql`SELECT 1 FROM queue_item WHERE queue_id = ${queue.id} LIMIT 1`);
      if (held) throw conflict("The queue holds items: move them or take them off first.");
    }
    await work.query(sql`UPDATE queue SET updated_at = ${work.now},
      name = coalesce(${input.name ?? null}, name),
      access = coalesce(${input.access ?? null}, access),
      active = coalesce(${input.active ?? null}, active),
      description = CASE WHEN ${input.description !== undefined} THEN ${input.description ?? null} ELSE description END,
      team_id = CASE WHEN ${input.team !== undefined} THEN ${team}::uuid ELSE team_id END
      WHERE id = ${queue.id}`);
    if (input.memberIds) {
      await mustBePeople(work, input.memberIds, (i) => `input.memberIds.${i}`);
      await setQueueMembers(work, queue.id, input.memberIds);
    }
    return { queue: queue.id };
  });
}
