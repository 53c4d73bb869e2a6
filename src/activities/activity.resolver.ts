import { Arg, Args, Ctx as Context, FieldResolver, ID, Query, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { seenWhole } from "../people/rules";
import { Computed, compiled, Connection, One } from "../platform/read/declare";
import { DurationScalar } from "../platform/scalars/time";
import { and, sql } from "../platform/sql";
import { Activity } from "./activity.entity";
import { ActivityConnection, ActivityListArgs, activityOrders } from "./activity.inputs";
import { onSeenCase } from "./activity.policy";
import { timeSpentOnCase } from "./timeSpent.rules";
import type { Ctx } from "../platform/work";
import { AppointmentSlot, AvailableSlotsArgs } from "./slots.inputs";
import { availableSlots } from "./slots.queries";

@Resolver()
export class ActivityResolver {
  @Query(() => Activity, { nullable: true })
  @One(
    () => Activity,
    (activity, _row, _scope, args) => sql`${activity}.id = ${args.id!.sql}::uuid`,
  )
  activity(@Arg("id", () => ID) _id: string): Activity | null {
    return compiled();
  }

  @Query(() => ActivityConnection, { description: "By due time unless told, then oldest." })
  @Connection(activityOrders)
  activities(@Args(() => ActivityListArgs) _page: ActivityListArgs): InstanceType<typeof ActivityConnection> {
    return compiled();
  }
}

@Resolver()
export class SlotResolver {
  @Query(() => [AppointmentSlot], {
    description:
      "Free working slots for a visit within the window (31 days at most), from people's calendars and appointments, soonest first. Of a team, of these people, of these of the team, or of all staff; who goes by no calendar (the own, else the team's, else the branch's) is not offered.",
  })
  availableSlots(@Args(() => AvailableSlotsArgs) args: AvailableSlotsArgs, @Context() ctx: Ctx) {
    return availableSlots(ctx, args);
  }
}

@Resolver(() => Case)
export class CaseActivitiesResolver {
  @FieldResolver(() => ActivityConnection)
  @Connection({ ...activityOrders, hangsOn: "case_id" })
  activities(@Args(() => ActivityListArgs) _page: ActivityListArgs): InstanceType<typeof ActivityConnection> {
    return compiled();
  }

  @FieldResolver(() => DurationScalar, { description: "Sum over its activities." })
  @Computed((c, scope) => timeSpentOnCase(sql`${c}.id`, (activity) => onSeenCase(activity, scope)))
  timeSpent(): string {
    return compiled();
  }
}

@Resolver(() => Person)
export class PersonActivitiesResolver {
  @FieldResolver(() => ActivityConnection, {
    description: "Activities assigned to this person: a day's plan, with a filter on startsAt or dueAt.",
  })
  @Connection({
    ...activityOrders,
    where: (activity, person, scope) => and(sql`${activity}.assignee_id = ${person}.id`, seenWhole(person, scope)),
  })
  activities(@Args(() => ActivityListArgs) _page: ActivityListArgs): InstanceType<typeof ActivityConnection> {
    return compiled();
  }
}

@Resolver(() => Customer)
export class CustomerActivitiesResolver {
  @FieldResolver(() => ActivityConnection, { description: "Communication and visits, with or without a case." })
  @Connection({ ...activityOrders, where: (activity, customer) => sql`${activity}.customer_id = ${customer}.id` })
  activities(@Args(() => ActivityListArgs) _page: ActivityListArgs): InstanceType<typeof ActivityConnection> {
    return compiled();
  }
}
