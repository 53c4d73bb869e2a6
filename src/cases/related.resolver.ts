import { Args, ArgsType, Field, FieldResolver, Float, Int, Resolver } from "type-graphql";
import { Asset } from "../assets/asset.entity";
import { Order } from "../orders/order.entity";
import { WorkOrder } from "../orders/workOrder.entity";
import { RemovePayload } from "../people/access.inputs";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { ofWhole, seenWhole } from "../people/rules";
import { Team } from "../people/team.entity";
import { PageArgs } from "../platform/read/connection";
import { Computed, compiled, Connection } from "../platform/read/declare";
import type { Scope } from "../platform/read/scope";
import { and, raw, type Sql, sql } from "../platform/sql";
import { Case } from "./case.entity";
import { CaseListArgs } from "./case.inputs";
import { CaseConnection, caseOrders, TimelineConnection, timelineOrder } from "./case.payloads";
import { ofKinds, TimelineArgs } from "./case.resolver";

/** How many open cases that the viewer sees refer to the row by this column. */
const openCases = (column: string) => (row: Sql, scope: Scope) =>
  sql`(SELECT count(*) FROM service_case its WHERE its.${raw(column)} = ${row}.id
    AND its.state IN ('NEW', 'OPEN', 'ON_HOLD') AND ${scope.visible(Case, raw("its"))})`;

@ArgsType()
class AssetTimelineArgs extends TimelineArgs {
  @Field(() => Boolean, { defaultValue: false })
  readonly includeCases!: boolean;
}

@Resolver(() => Asset)
export class AssetCasesResolver {
  @FieldResolver(() => CaseConnection, { description: "The asset's service history." })
  @Connection({ ...caseOrders, where: (c, asset) => sql`${c}.asset_id = ${asset}.id` })
  cases(@Args(() => CaseListArgs) _page: CaseListArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => Int)
  @Computed(openCases("asset_id"))
  openCaseCount(): number {
    return compiled();
  }

  @FieldResolver(() => TimelineConnection, {
    description: "What happened to the asset itself; with `includeCases` also to its cases, as one history.",
  })
  @Connection({
    ...timelineOrder,
    where: (entry, asset, _scope, args) => {
      // Two looks into two indexes: an OR would walk the whole log in its order.
      const its = args.includeCases?.value
        ? sql`${entry}.seq IN (SELECT own.seq FROM event own WHERE own.subject_id = ${asset}.id
            UNION ALL SELECT own.seq FROM service_case its JOIN event own ON own.case_id = its.id
              WHERE its.asset_id = ${asset}.id)`
        : sql`${entry}.subject_id = ${asset}.id`;
      return sql`(${its} AND ${ofKinds(entry, args)})`;
    },
  })
  timeline(@Args(() => AssetTimelineArgs) _page: AssetTimelineArgs): InstanceType<typeof TimelineConnection> {
    return compiled();
  }
}

@Resolver(() => Person)
export class PersonCasesResolver {
  @FieldResolver(() => CaseConnection, { description: "Cases assigned to this person." })
  @Connection({
    ...caseOrders,
    where: (c, person, scope) => and(sql`${c}.assignee_id = ${person}.id`, seenWhole(person, scope)),
  })
  assignedCases(@Args(() => CaseListArgs) _page: CaseListArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => CaseConnection, { description: "Cases this person is associated with, whatever the role." })
  @Connection({
    ...caseOrders,
    where: (c, person, scope) =>
      and(
        sql`${c}.id IN (SELECT its.case_id FROM case_person its WHERE its.person_id = ${person}.id)`,
        seenWhole(person, scope),
      ),
  })
  associatedCases(@Args(() => CaseListArgs) _page: CaseListArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => Int)
  @Computed((person, scope) => ofWhole(person, scope, openCases("assignee_id")(person, scope), raw("0")))
  openCaseCount(): number {
    return compiled();
  }
}

@Resolver(() => Customer)
export class CustomerCasesResolver {
  @FieldResolver(() => CaseConnection)
  @Connection({ ...caseOrders, where: (c, customer) => sql`${c}.customer_id = ${customer}.id` })
  cases(@Args(() => CaseListArgs) _page: CaseListArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => Int)
  @Computed(openCases("customer_id"))
  openCaseCount(): number {
    return compiled();
  }

  @FieldResolver(() => Float, { nullable: true, description: "Mean CSAT over closed cases; null before the first." })
  @Computed(
    (customer, scope) => sql`(SELECT avg(its.satisfaction_score) FROM service_case its
      WHERE its.customer_id = ${customer}.id AND its.state = 'CLOSED' AND ${scope.visible(Case, raw("its"))})`,
  )
  satisfaction(): number | null {
    return compiled();
  }
}

@Resolver(() => Order)
export class OrderCasesResolver {
  @FieldResolver(() => CaseConnection, { description: "Cases about it or one of its lines." })
  @Connection({ ...caseOrders, where: (c, order) => sql`${c}.order_id = ${order}.id` })
  cases(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }
}

@Resolver(() => WorkOrder)
export class WorkOrderCasesResolver {
  @FieldResolver(() => CaseConnection, { description: "Cases about it." })
  @Connection({ ...caseOrders, where: (c, workOrder) => sql`${c}.work_order_id = ${workOrder}.id` })
  cases(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }
}

@Resolver(() => Team)
export class TeamCasesResolver {
  @FieldResolver(() => Int)
  @Computed(openCases("team_id"))
  openCaseCount(): number {
    return compiled();
  }
}

/** The case's id comes with what the command answers. */
@Resolver(() => RemovePayload)
export class RemovedCaseResolver {
  @FieldResolver(() => Case, { nullable: true, description: "The one that it was taken from, if any." })
  case(): Case | null {
    return compiled();
  }
}
