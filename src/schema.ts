import "reflect-metadata";
import { writeFileSync } from "node:fs";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { Appointment, Email, PhoneCall, Task } from "./activities/activity.entity";
import {
  ActivityResolver,
  CaseActivitiesResolver,
  CustomerActivitiesResolver,
  PersonActivitiesResolver,
  SlotResolver,
} from "./activities/activity.resolver";
import { ActivitySubscriptions } from "./activities/activity.subscriptions";
import { ActivityVerbsResolver } from "./activities/verbs.resolver";
import { AssignmentSubscriptions } from "./activities/assignment.subscriptions";
import {
  AssetResolver,
  AssetTypeResolver,
  CustomerAssetsResolver,
  PersonAssetsResolver,
} from "./assets/asset.resolver";
import { CalendarResolver, HolidayScheduleResolver } from "./calendars/calendar.resolver";
import { CaseResolver } from "./cases/case.resolver";
import { CaseSubscriptions } from "./cases/case.subscriptions";
import {
  AssetCasesResolver,
  CustomerCasesResolver,
  OrderCasesResolver,
  PersonCasesResolver,
  RemovedCaseResolver,
  TeamCasesResolver,
  WorkOrderCasesResolver,
} from "./cases/related.resolver";
import { CaseLifecycleResolver } from "./cases/lifecycle.resolver";
import { CaseMetricsResolver } from "./cases/metrics.resolver";
import { SavedViewResolver } from "./cases/savedView.resolver";
import { CaseSettingsResolver } from "./cases/settings.resolver";
import { CaseTogetherResolver } from "./cases/together.resolver";
import { ContractResolver, CustomerContractsResolver } from "./entitlements/contract.resolver";
import { CustomerEntitlementsResolver, EntitlementResolver } from "./entitlements/entitlement.resolver";
import { ArticleResolver, CaseArticlesResolver } from "./knowledge/article.resolver";
import { SearchResolver } from "./knowledge/search.resolver";
import { CustomerOrdersResolver, OrderResolver } from "./orders/order.resolver";
import { ProductResolver } from "./orders/product.resolver";
import { WorkOrderResolver } from "./orders/workOrder.resolver";
import {
  ActivityEvidenceResolver,
  AssetEvidenceResolver,
  CaseEvidenceResolver,
  CommentEvidenceResolver,
  ContractEvidenceResolver,
  CustomerEvidenceResolver,
  EvidenceResolver,
} from "./evidence/evidence.resolver";
import { AccessResolver } from "./people/access.resolver";
import { CustomerResolver, PersonResolver } from "./people/person.resolver";
import { RoleResolver } from "./people/role.resolver";
import { TeamResolver } from "./people/team.resolver";
import { checkFilters } from "./platform/read/filter";
import { NodeResolver } from "./platform/read/node.resolver";
import {
  ActivityQueueResolver,
  CaseQueueResolver,
  QueueItemResolver,
  QueueResolver,
  TeamQueueResolver,
} from "./queues/queue.resolver";
import { QueueSubscriptions } from "./queues/queue.subscriptions";
import { CaseSupplierReturnsResolver, SupplierReturnResolver } from "./returns/supplierReturn.resolver";
import { RoutingResolver } from "./routing/routing.resolver";
import { CaseSlaResolver } from "./sla/sla.resolver";
import { SlaAlertSubscriptions } from "./cases/slaAlerts.subscriptions";
import { SlaClockResolver } from "./sla/slaClock.resolver";
import { SlaPolicyResolver } from "./sla/slaPolicy.resolver";
import { ImportResolver } from "./transfer/import.resolver";

/** Every resolver class; a room's file is in the schema once it stands here. */
export const RESOLVERS: readonly (abstract new () => object)[] = [
  NodeResolver,
  AccessResolver,
  PersonResolver,
  CustomerResolver,
  TeamResolver,
  CalendarResolver,
  HolidayScheduleResolver,
  RoleResolver,
  ProductResolver,
  OrderResolver,
  CustomerOrdersResolver,
  WorkOrderResolver,
  AssetResolver,
  AssetTypeResolver,
  PersonAssetsResolver,
  CustomerAssetsResolver,
  ContractResolver,
  CustomerContractsResolver,
  EntitlementResolver,
  CustomerEntitlementsResolver,
  CaseResolver,
  CaseLifecycleResolver,
  CaseSettingsResolver,
  CaseMetricsResolver,
  SavedViewResolver,
  CaseTogetherResolver,
  CaseSubscriptions,
  CaseSlaResolver,
  SlaClockResolver,
  SlaPolicyResolver,
  SlaAlertSubscriptions,
  AssetCasesResolver,
  PersonCasesResolver,
  CustomerCasesResolver,
  TeamCasesResolver,
  RemovedCaseResolver,
  OrderCasesResolver,
  WorkOrderCasesResolver,
  SupplierReturnResolver,
  CaseSupplierReturnsResolver,
  ActivityResolver,
  ActivityVerbsResolver,
  SlotResolver,
  CaseActivitiesResolver,
  PersonActivitiesResolver,
  CustomerActivitiesResolver,
  AssignmentSubscriptions,
  ActivitySubscriptions,
  EvidenceResolver,
  CaseEvidenceResolver,
  CommentEvidenceResolver,
  ActivityEvidenceResolver,
  AssetEvidenceResolver,
  CustomerEvidenceResolver,
  ContractEvidenceResolver,
  QueueResolver,
  QueueItemResolver,
  TeamQueueResolver,
  CaseQueueResolver,
  ActivityQueueResolver,
  QueueSubscriptions,
  RoutingResolver,
  ArticleResolver,
  CaseArticlesResolver,
  SearchResolver,
  ImportResolver,
];

/** Types that no field names, such as the kinds of an interface. */
export const ORPHANED_TYPES: readonly (abstract new () => object)[] = [Task, PhoneCall, Email, Appointment];

/** Subscriptions pull from the event log; nothing is ever published through the schema. */
const noPubSub = {
  publish(): never {
    throw new Error("Events are recorded in a transaction, never published.");
  },
  subscribe(): never {
    throw new Error("Subscriptions are streams of the event log.");
  },
};

/** The one schema. Inputs are validated where commands are called, not here (validate.ts). */
export async function makeSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: RESOLVERS as unknown as NonEmptyArray<NewableFunction>,
    orphanedTypes: ORPHANED_TYPES as never,
    validate: false,
    pubSub: noPubSub as never,
  });
  checkFilters(schema);
  return schema;
}

/** The schema as text, in one order, as schema.graphql has it. */
export const printedSchema = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (require.main === module) void makeSchema().then((schema) => writeFileSync("schema.graphql", printedSchema(schema)));
