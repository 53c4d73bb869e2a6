import { Activity } from "./activities/activity.entity";
import { activityVisible } from "./activities/activity.policy";
import { Asset, AssetType } from "./assets/asset.entity";
import { assetVisible, settingVisible } from "./assets/asset.policy";
import { BusinessCalendar, HolidaySchedule } from "./calendars/calendar.entity";
import { calendarVisible } from "./calendars/calendar.policy";
import { Case, CasePerson } from "./cases/case.entity";
import {
  caseLinkVisible,
  casePersonVisible,
  caseVisible,
  commentVisible,
  onCaseVisible,
  timelineVisible,
} from "./cases/case.policy";
import { CaseLink } from "./cases/caseLink.entity";
import { Comment } from "./cases/comment.entity";
import { BusinessProcess, ProcessStage } from "./cases/process.entity";
import { Resolution } from "./cases/resolution.entity";
import { SavedView } from "./cases/savedView.entity";
import { savedViewVisible } from "./cases/savedView.policy";
import { CaseCategory, CaseStatus, CaseType, ReasonCode, ResolutionPath } from "./cases/settings.entity";
import { TimelineEntry } from "./cases/timeline.entity";
import { Contract } from "./entitlements/contract.entity";
import { Entitlement, EntitlementUse } from "./entitlements/entitlement.entity";
import { useVisible, withCustomer } from "./entitlements/entitlement.policy";
import { Article, ArticleWording } from "./knowledge/article.entity";
import { articleVisible, wordingVisible } from "./knowledge/article.policy";
import { Order, OrderLine } from "./orders/order.entity";
import { orderLineVisible, orderVisible, productVisible, workOrderVisible } from "./orders/order.policy";
import { Product } from "./orders/product.entity";
import { WorkOrder } from "./orders/workOrder.entity";
import { Attachment } from "./evidence/attachment.entity";
import { attachmentVisible, externalLinkVisible } from "./evidence/evidence.policy";
import { ExternalLink } from "./evidence/externalLink.entity";
import { ApiToken } from "./people/apiToken.entity";
import { Branch } from "./people/branch.entity";
import { Customer } from "./people/customer.entity";
import {
  apiTokenVisible,
  customerVisible,
  personVisible,
  roleVisible,
  sessionVisible,
  staffOnly,
} from "./people/people.policy";
import { Person } from "./people/person.entity";
import { Role } from "./people/role.entity";
import { SignedIn } from "./people/signedIn.entity";
import { Skill } from "./people/skill.entity";
import { Team } from "./people/team.entity";
import type { EntityClass, Noun } from "./platform/read/scope";
import { Queue, QueueItem } from "./queues/queue.entity";
import { queueItemVisible, queueVisible } from "./queues/queue.policy";
import { and } from "./platform/sql";
import { SupplierReturn } from "./returns/supplierReturn.entity";
import { supplierReturnVisible } from "./returns/supplierReturn.policy";
import { RoutingRule } from "./routing/routingRule.entity";
import { routingRuleVisible } from "./routing/routingRule.policy";
import { SlaPolicy } from "./sla/slaPolicy.entity";
import { SlaRederivation } from "./sla/rederivation.entity";
import { SlaClock } from "./sla/slaClock.entity";
import { slaPolicyVisible } from "./sla/slaPolicy.policy";
import { importRunVisible } from "./transfer/import.policy";
import { ImportRun } from "./transfer/importRun.entity";

/** Every noun: its table and GraphQL type, its number inside ids (never reused), and the one predicate of who sees it. */
export const NOUNS: readonly Noun[] = [
  { entity: Role, number: 1, visible: roleVisible },
  { entity: Person, number: 2, visible: personVisible },
  { entity: Team, number: 3, visible: staffOnly },
  { entity: Skill, number: 4, visible: staffOnly },
  { entity: Branch, number: 5, visible: staffOnly },
  { entity: Customer, number: 6, visible: customerVisible },
  { entity: ApiToken, number: 7, visible: apiTokenVisible },
  { entity: SignedIn, number: 8, visible: sessionVisible },
  { entity: AssetType, number: 9, visible: settingVisible },
  { entity: Asset, number: 10, visible: assetVisible },
  { entity: Product, number: 13, visible: productVisible },
  { entity: OrderLine, number: 14, visible: orderLineVisible },
  { entity: Order, number: 15, visible: orderVisible },
  { entity: WorkOrder, number: 16, visible: workOrderVisible },
  { entity: SupplierReturn, number: 17, visible: supplierReturnVisible },
  { entity: Attachment, number: 11, visible: attachmentVisible },
  { entity: ExternalLink, number: 12, visible: externalLinkVisible },
  { entity: CaseStatus, number: 18, visible: settingVisible },
  { entity: CaseType, number: 19, visible: settingVisible },
  { entity: CaseCategory, number: 20, visible: settingVisible },
  { entity: ReasonCode, number: 21, visible: settingVisible },
  { entity: ResolutionPath, number: 22, visible: settingVisible },
  { entity: Case, number: 23, visible: caseVisible },
  { entity: CasePerson, number: null, visible: casePersonVisible },
  { entity: CaseLink, number: null, visible: caseLinkVisible },
  { entity: Resolution, number: null, visible: onCaseVisible },
  { entity: Comment, number: 24, visible: commentVisible },
  { entity: TimelineEntry, number: 26, visible: timelineVisible },
  { entity: Queue, number: 28, visible: queueVisible },
  { entity: QueueItem, number: 29, visible: queueItemVisible },
  { entity: RoutingRule, number: 30, visible: routingRuleVisible },
  { entity: SlaPolicy, number: 31, visible: slaPolicyVisible },
  {
    entity: SlaClock,
    number: null,
    visible: (row, scope) => and(slaPolicyVisible(row, scope), onCaseVisible(row, scope)),
  },
  { entity: SlaRederivation, number: null, visible: slaPolicyVisible },
  { entity: HolidaySchedule, number: 32, visible: calendarVisible },
  { entity: BusinessCalendar, number: 33, visible: calendarVisible },
  { entity: Entitlement, number: 34, visible: withCustomer },
  { entity: EntitlementUse, number: null, visible: useVisible },
  { entity: Contract, number: 36, visible: withCustomer },
  { entity: SavedView, number: 45, visible: savedViewVisible },
  { entity: BusinessProcess, number: 37, visible: settingVisible },
  { entity: ProcessStage, number: null, visible: settingVisible },
  { entity: Article, number: 38, visible: articleVisible },
  { entity: ArticleWording, number: null, visible: wordingVisible },
  { entity: ImportRun, number: 44, visible: importRunVisible },
  {
    entity: Activity,
    number: 27,
    visible: activityVisible,
    kinds: {
      column: "kind",
      types: { TASK: "Task", PHONE_CALL: "PhoneCall", EMAIL: "Email", APPOINTMENT: "Appointment" },
    },
  },
];

export const nounMap = (): ReadonlyMap<EntityClass, Noun> => new Map(NOUNS.map((noun) => [noun.entity, noun]));
