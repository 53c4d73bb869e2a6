import { mustBePeople } from "../../people/people.steps";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { teamOfQueue } from "../queue.queries";
import { setQueueMembers } from "../members.steps";
import { Queue, type QueueAccess } from "../queue.entity";

export interface CreateQueue {
  readonly key: string;
  readonly name: string;
  readonly description?: string | null;
  readonly access?: QueueAccess;
  /** By key. */
  readonly team?: string | null;
  readonly memberIds?: readonly string[] | null;
}

conflictOn("queue_key_key", "A queue with this key is there already.");
conflictOn("queue_team", "The team has a queue already.");

/** Adds a queue. By QUEUE_MANAGE. */
export function createQueue(ctx: Ctx, input: CreateQueue) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.QUEUE_MANAGE);
    const { team } = await mustExist(work, { team: input.team != null && teamOfQueue("input.team", input.team) });
    const members = input.memberIds ?? [];
    await mustBePeople(work, members, (i) => `input.memberIds.${i}`);
    const id = newId(28);
    await work.insert(Queue, {
      id,
      key: input.key,
      name: input.name,
      description: input.description,
      access: input.access,
      team,
      createdAt: work.now,
      updatedAt: work.now,
    });
    await setQueueMembers(work, id, members);
    return { queue: id };
  });
}
