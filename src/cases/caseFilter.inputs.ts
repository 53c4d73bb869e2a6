import { Field, InputType, registerEnumType } from "type-graphql";
import { onSeenCase } from "../activities/activity.policy";
import { Asset } from "../assets/asset.entity";
import { AssetFilter } from "../assets/assetFilter.inputs";
import { Article } from "../knowledge/article.entity";
import { Customer } from "../people/customer.entity";
import { CustomerFilter } from "../people/customer.filters";
import { type Arg, Compare, Condition, Related } from "../platform/read/declare";
import {
  BooleanFilter,
  DateTimeFilter,
  IDFilter,
  IntFilter,
  KeyFilter,
  StringFilter,
  TagFilter,
} from "../platform/read/filters";
import { Keyed } from "../platform/read/keyed";
import type { Scope } from "../platform/read/scope";
import { hasWords } from "../platform/read/words";
import { and, FALSE, raw, type Sql, sql, TRUE } from "../platform/sql";
import { inQueue } from "../queues/queue.policy";
import { firstResponseState, SlaState, slaState } from "../sla/rules";
import { Channel } from "./case.entity";
import { CaseState, Priority } from "./settings.entity";

export enum CaseView {
  OPEN = "OPEN",
  UNASSIGNED = "UNASSIGNED",
  MINE = "MINE",
  RESOLVED = "RESOLVED",
  MY_RESOLVED = "MY_RESOLVED",
  MY_TEAMS = "MY_TEAMS",
  OVERDUE = "OVERDUE",
}
registerEnumType(CaseView, {
  name: "CaseView",
  description:
    "The queue filters of a service desk, as the viewer stands to the cases. Open means NEW, OPEN or ON_HOLD.",
  valuesConfig: {
    UNASSIGNED: { description: "Open, without an assignee." },
    MINE: { description: "Open, assigned to the viewer or with the viewer as collaborator." },
    RESOLVED: { description: "Resolved or closed." },
    MY_RESOLVED: { description: "Resolved or closed, by the viewer or while assigned to the viewer." },
    MY_TEAMS: { description: "Open, of a team that the viewer is in." },
    OVERDUE: { description: "Open, with the resolution clock breached." },
  },
});

@InputType({ description: "Comparisons of a Priority; those side by side must all hold." })
export class PriorityFilter {
  @Field(() => Priority, { nullable: true })
  readonly eq?: Priority | null;
  @Field(() => [Priority], { nullable: true })
  readonly in?: Priority[] | null;
  @Field(() => [Priority], { nullable: true })
  readonly notIn?: Priority[] | null;
}

@InputType({ description: "Comparisons of a CaseState; those side by side must all hold." })
export class CaseStateFilter {
  @Field(() => CaseState, { nullable: true })
  readonly eq?: CaseState | null;
  @Field(() => [CaseState], { nullable: true })
  readonly in?: CaseState[] | null;
  @Field(() => [CaseState], { nullable: true })
  readonly notIn?: CaseState[] | null;
}

@InputType({ description: "Comparisons of a Channel; those side by side must all hold." })
export class ChannelFilter {
  @Field(() => Channel, { nullable: true })
  readonly eq?: Channel | null;
  @Field(() => [Channel], { nullable: true })
  readonly in?: Channel[] | null;
  @Field(() => [Channel], { nullable: true })
  readonly notIn?: Channel[] | null;
}

@InputType({ description: "Comparisons of a SlaState; those side by side must all hold." })
export class SlaStateFilter {
  @Field(() => SlaState, { nullable: true })
  readonly eq?: SlaState | null;
  @Field(() => [SlaState], { nullable: true })
  readonly in?: SlaState[] | null;
  @Field(() => [SlaState], { nullable: true })
  readonly notIn?: SlaState[] | null;
}

const OPEN = raw("IN ('NEW', 'OPEN', 'ON_HOLD')");
const DONE = raw("IN ('RESOLVED', 'CLOSED')");

// Whose cases are few are found first: an OR would walk all that are open, in their order, for the sake of a handful.
const VIEWS: Readonly<Record<CaseView, (c: Sql, scope: Scope) => Sql>> = {
  OPEN: (c) => sql`${c}.state ${OPEN}`,
  UNASSIGNED: (c) => sql`(${c}.state ${OPEN} AND ${c}.assignee_id IS NULL)`,
  MINE: (c, { viewerId }) => sql`(${c}.state ${OPEN} AND ${c}.id = ANY (ARRAY(
    SELECT own.id FROM service_case own WHERE own.assignee_id = ${viewerId} AND own.state ${OPEN}
    UNION ALL SELECT mine.case_id FROM case_collaborator mine WHERE mine.person_id = ${viewerId})))`,
  RESOLVED: (c) => sql`${c}.state ${DONE}`,
  MY_RESOLVED: (c, { viewerId }) => sql`(${c}.state ${DONE} AND ${c}.id = ANY (ARRAY(
    SELECT own.id FROM service_case own WHERE own.assignee_id = ${viewerId} AND own.state ${DONE}
    UNION ALL SELECT mine.case_id FROM case_resolution mine WHERE mine.resolved_by_id = ${viewerId} AND mine.current)))`,
  MY_TEAMS: (c, { viewerId }) => sql`(${c}.state ${OPEN}
    AND ${c}.team_id = ANY (ARRAY(SELECT mine.team_id FROM team_member mine WHERE mine.person_id = ${viewerId})))`,
  OVERDUE: (c) => sql`(${c}.state ${OPEN} AND coalesce(${c}.due_at,'infinity') <= casegraph_now())`,
};

/** How many of the case's activities are still to be done. */
export const openActivityCount = (c: Sql, scope: Scope): Sql =>
  sql`(SELECT count(*) FROM activity todo WHERE todo.case_id = ${c}.id AND todo.state = 'OPEN' AND ${onSeenCase(raw("todo"), scope)})`;

/** An IDFilter over what is linked to a case: one of them fits, or, for notIn, none is named. */
function amongLinked(links: Sql, key: Sql, c: Sql, arg: Arg, counts: Sql = TRUE): Sql {
  const { eq, in: among, notIn, isNull } = arg.fields ?? {};
  const some = (condition: Sql) =>
    sql`EXISTS (SELECT FROM ${links} WHERE link.case_id = ${c}.id AND ${and(counts, condition)})`;
  const named = (ids: Arg) => some(sql`${key} = ANY (${ids.sql}::uuid[])`);
  return and(
    eq && (eq.value === null ? sql`NOT ${some(TRUE)}` : some(sql`${key} = ${eq.sql}::uuid`)),
    among && among.value !== null && ((among.value as unknown[]).length === 0 ? FALSE : named(among)),
    notIn && notIn.value !== null && sql`NOT ${named(notIn)}`,
    isNull && isNull.value !== null && (isNull.value ? sql`NOT ${some(TRUE)}` : some(TRUE)),
  );
}

const amongPeople = (table: Sql, c: Sql, arg: Arg): Sql => amongLinked(sql`${table} link`, sql`link.person_id`, c, arg);

/** Only articles that the viewer sees: what is linked beyond a wall must not show by a filter. */
const amongArticles = (c: Sql, arg: Arg, scope: Scope): Sql =>
  amongLinked(
    sql`case_article link JOIN article linked ON linked.id = link.article_id AND ${scope.visible(Article, raw("linked"))}`,
    sql`link.article_id`,
    c,
    arg,
  );

@InputType({ description: "Fields side by side must all hold." })
export class CaseFilter {
  @Field(() => [CaseFilter], { nullable: true })
  readonly and?: CaseFilter[] | null;
  @Field(() => [CaseFilter], { nullable: true })
  readonly or?: CaseFilter[] | null;
  @Field(() => CaseFilter, { nullable: true })
  readonly not?: CaseFilter | null;
  @Field(() => CaseView, { nullable: true })
  @Condition((c, view, scope) => VIEWS[view.value as CaseView](c, scope))
  readonly view?: CaseView | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Full text over number, title, description, comments and the asset's tag and serial number: every word, as the beginning of a word, without regard to case and accents. No word finds nothing.",
  })
  @Condition(
    (c, words, scope) =>
      sql`EXISTS (SELECT FROM case_words w WHERE w.case_id = ${c}.id AND ${hasWords(raw(scope.portal ? "w.portal" : "w.staff"), raw("w.case_id"), words)})`,
  )
  readonly search?: string | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("branch", (c) => sql`${c}.branch_id`)
  readonly branch?: KeyFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Condition((c, arg) => amongPeople(sql`case_collaborator`, c, arg))
  readonly collaboratorId?: IDFilter | null;
  @Field(() => BooleanFilter, { nullable: true })
  @Compare((c) => sql`${c}.confidential`, "boolean")
  readonly confidential?: BooleanFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((c) => sql`${c}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((c) => sql`${c}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((c) => sql`${c}.title`, "text")
  readonly title?: StringFilter | null;
  @Field(() => CaseStateFilter, { nullable: true })
  @Compare((c) => sql`${c}.state`, "text")
  readonly state?: CaseStateFilter | null;
  @Field(() => KeyFilter, { nullable: true, description: "By key, as are type, reason, category, team and queue." })
  @Keyed("case_status", (c) => sql`${c}.status_id`)
  readonly status?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("case_type", (c) => sql`${c}.type_id`)
  readonly type?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("reason_code", (c) => sql`${c}.reason_id`)
  readonly reason?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("case_category", (c) => sql`${c}.category_id`)
  readonly category?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("team", (c) => sql`${c}.team_id`)
  readonly team?: KeyFilter | null;
  @Field(() => KeyFilter, {
    nullable: true,
    description: "The queue that it is in, as far as the viewer sees into it.",
  })
  @Condition((c, arg, scope) => inQueue("case_id", c, arg, scope))
  readonly queue?: KeyFilter | null;
  @Field(() => PriorityFilter, { nullable: true })
  @Compare((c) => sql`${c}.priority`, "priority")
  readonly priority?: PriorityFilter | null;
  @Field(() => ChannelFilter, { nullable: true })
  @Compare((c) => sql`${c}.channel`, "text")
  readonly channel?: ChannelFilter | null;
  @Field(() => SlaStateFilter, { nullable: true })
  @Compare((c) => slaState(c), "text")
  readonly slaState?: SlaStateFilter | null;
  @Field(() => SlaStateFilter, { nullable: true })
  @Compare((c) => firstResponseState(c), "text")
  readonly firstResponseState?: SlaStateFilter | null;
  @Field(() => TagFilter, { nullable: true })
  @Compare((c) => sql`${c}.tags`, "text[]")
  readonly tags?: TagFilter | null;
  @Field(() => AssetFilter, { nullable: true, description: "The related record fits as well." })
  @Related(
    () => Asset,
    (asset, c) => sql`${asset}.id = ${c}.asset_id`,
  )
  readonly asset?: AssetFilter | null;
  @Field(() => CustomerFilter, { nullable: true })
  @Related(
    () => Customer,
    (customer, c) => sql`${customer}.id = ${c}.customer_id`,
  )
  readonly customer?: CustomerFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.assignee_id`, "uuid")
  readonly assigneeId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.contact_id`, "uuid")
  readonly contactId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.asset_id`, "uuid")
  readonly assetId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Condition((c, arg) => amongPeople(sql`case_person`, c, arg))
  readonly associatedPersonId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.order_id`, "uuid")
  readonly orderId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.order_line_id`, "uuid")
  readonly orderLineId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.product_id`, "uuid")
  readonly productId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.work_order_id`, "uuid")
  readonly workOrderId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.contract_id`, "uuid")
  readonly contractId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.entitlement_id`, "uuid")
  readonly entitlementId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Condition(amongArticles)
  readonly articleId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.opened_by_id`, "uuid")
  readonly openedById?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Condition((c, arg) =>
    amongLinked(
      sql`case_resolution link`,
      sql`link.resolved_by_id`,
      c,
      arg,
      sql`link.current AND link.resolved_by_id IS NOT NULL`,
    ),
  )
  readonly resolvedById?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c, scope) => (scope.portal ? sql`NULL::uuid` : sql`${c}.routed_by_id`), "uuid")
  readonly routedById?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.parent_id`, "uuid")
  readonly parentId?: IDFilter | null;
  @Field(() => IntFilter, { nullable: true })
  @Compare((c) => sql`${c}.escalation_level`, "int")
  readonly escalationLevel?: IntFilter | null;
  @Field(() => IntFilter, { nullable: true })
  @Compare((c) => sql`${c}.reopen_count`, "int")
  readonly reopenCount?: IntFilter | null;
  @Field(() => IntFilter, { nullable: true })
  @Compare((c, scope) => openActivityCount(c, scope), "int")
  readonly openActivityCount?: IntFilter | null;
  @Field(() => IntFilter, { nullable: true })
  @Compare((c) => sql`${c}.satisfaction_score`, "int")
  readonly satisfaction?: IntFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.opened_at`, "timestamptz")
  readonly openedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.first_responded_at`, "timestamptz")
  readonly firstRespondedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.first_response_due_at`, "timestamptz", { nullsLast: true })
  readonly firstResponseDueAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.due_at`, "timestamptz", { nullsLast: true })
  readonly dueAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.hold_until`, "timestamptz")
  readonly holdUntil?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.escalated_at`, "timestamptz")
  readonly escalatedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.resolved_at`, "timestamptz", { nullsLast: true })
  readonly resolvedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.closed_at`, "timestamptz", { nullsLast: true })
  readonly closedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
}
