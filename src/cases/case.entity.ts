import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { Contract } from "../entitlements/contract.entity";
import { Entitlement } from "../entitlements/entitlement.entity";
import { Order, OrderLine } from "../orders/order.entity";
import { Product } from "../orders/product.entity";
import { WorkOrder } from "../orders/workOrder.entity";
import { Branch } from "../people/branch.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Embed, List, One } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { RoutingRule } from "../routing/routingRule.entity";
import { CaseProcess } from "./process.entity";
import { Resolution, Satisfaction } from "./resolution.entity";
import { CaseCategory, CaseState, CaseStatus, CaseType, Priority, ReasonCode } from "./settings.entity";

export enum Channel {
  WEB = "WEB",
  PORTAL = "PORTAL",
  PHONE = "PHONE",
  EMAIL = "EMAIL",
  API = "API",
  IMPORT = "IMPORT",
}
registerEnumType(Channel, { name: "Channel", description: "How a case came in." });

@ObjectType({ description: "A person whom a case concerns, and how." })
@Entity("case_person")
export class CasePerson {
  @PrimaryColumn({ type: "uuid" })
  readonly caseId!: string;

  @PrimaryColumn({ type: "uuid" })
  readonly personId!: string;

  @Field(() => Person)
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn()
  readonly person!: Person;

  @Field(() => String, { description: "Free text: reporter, caused the damage, witness …" })
  @Column({ type: "text" })
  readonly relation!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly note!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly addedAt!: Date;
}

@ObjectType({ implements: Node, description: "A service case: what was reported, who works on it, and how it ended." })
@Entity("service_case")
export class Case implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String, { description: "Human-readable, unique and never reused: C-000123." })
  @Column({ type: "text", unique: true, insert: false, update: false })
  readonly number!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true, unique: true })
  readonly externalId!: string | null;

  @Field(() => String)
  @Column({ type: "text" })
  readonly title!: string;

  @Field(() => String)
  @Column({ type: "text", default: "" })
  readonly description!: string;

  @Field(() => CaseType)
  @ManyToOne(() => CaseType, { nullable: false })
  @JoinColumn()
  readonly type!: CaseType;

  @Field(() => ReasonCode)
  @ManyToOne(() => ReasonCode, { nullable: false })
  @JoinColumn()
  readonly reason!: ReasonCode;

  @Field(() => CaseCategory, { nullable: true })
  @ManyToOne(() => CaseCategory, { nullable: true })
  @JoinColumn()
  readonly category!: CaseCategory | null;

  @Field(() => CaseStatus)
  @ManyToOne(() => CaseStatus, { nullable: false })
  @JoinColumn()
  readonly status!: CaseStatus;

  @Field(() => CaseState)
  @Column({ type: "text" })
  readonly state!: CaseState;

  @Field(() => String, { nullable: true, description: "Why it is on hold; null otherwise." })
  @Column({ type: "text", nullable: true })
  readonly holdReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When to look again; the case resumes by itself then.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly holdUntil!: Date | null;

  @Field(() => Priority)
  @Column({ type: "enum", enum: Priority, enumName: "priority", default: Priority.NORMAL })
  readonly priority!: Priority;

  @Field(() => Channel)
  @Column({ type: "text", default: Channel.API })
  readonly channel!: Channel;

  @Field(() => [String])
  @Column({ type: "text", array: true, default: [] })
  readonly tags!: string[];

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  readonly customer!: Customer | null;

  @Field(() => Person, { nullable: true, description: "Whom to talk to." })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly contact!: Person | null;

  @Field(() => Asset, { nullable: true })
  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @Field(() => Order, { nullable: true })
  @ManyToOne(() => Order, { nullable: true })
  @JoinColumn()
  readonly order!: Order | null;

  @Field(() => OrderLine, { nullable: true, description: "Of the order." })
  @ManyToOne(() => OrderLine, { nullable: true })
  @JoinColumn()
  readonly orderLine!: OrderLine | null;

  @Field(() => Product, { nullable: true })
  @ManyToOne(() => Product, { nullable: true })
  @JoinColumn()
  readonly product!: Product | null;

  @Field(() => WorkOrder, { nullable: true })
  @ManyToOne(() => WorkOrder, { nullable: true })
  @JoinColumn()
  readonly workOrder!: WorkOrder | null;

  @Field(() => Activity, { nullable: true, description: "The incoming call or mail that it was opened from." })
  @ManyToOne(() => Activity, { nullable: true })
  @JoinColumn()
  readonly origin!: Activity | null;

  @Field(() => Entitlement, {
    nullable: true,
    description: "What it is charged to at its resolution. A new case gets the most specific one that covers it.",
  })
  @ManyToOne(() => Entitlement, { nullable: true })
  @JoinColumn()
  readonly entitlement!: Entitlement | null;

  @Field(() => Contract, {
    nullable: true,
    description: "The entitlement's, else the one of its customer that is in force.",
  })
  @ManyToOne(() => Contract, { nullable: true })
  @JoinColumn()
  readonly contract!: Contract | null;

  @Field(() => Person, { nullable: true, description: "The owner: the person who does the work." })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly assignee!: Person | null;

  @Field(() => [Person], {
    description: "Further people who work on it; they are told and may do what the owner may.",
  })
  @List({
    of: () => Person,
    join: (person) => sql`JOIN case_collaborator together ON together.person_id = ${person}.id`,
    where: (_person, subject) => sql`together.case_id = ${subject}.id`,
    order: () => sql`together.added_at, together.person_id`,
  })
  readonly collaborators!: Person[];

  @Field(() => Team, { nullable: true })
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn()
  readonly team!: Team | null;

  @Field(() => Branch, { nullable: true })
  @ManyToOne(() => Branch, { nullable: true })
  @JoinColumn()
  readonly branch!: Branch | null;

  @Field(() => RoutingRule, { nullable: true, description: "The rule that routed it last." })
  @ManyToOne(() => RoutingRule, { nullable: true })
  @JoinColumn()
  readonly routedBy!: RoutingRule | null;

  @Field(() => Boolean, {
    description:
      "Seen by its owner, collaborators, team lead and SERVICE_CONFIDENTIAL only: content inspections and the like.",
  })
  @Column({ type: "boolean", default: false })
  readonly confidential!: boolean;

  @Field(() => [CasePerson])
  @List({
    of: () => CasePerson,
    hangsOn: "case_id",
    order: (person) => sql`${person}.added_at, ${person}.person_id`,
  })
  readonly associatedPeople!: CasePerson[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Due time of the resolution clock; null while paused or once met.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly dueAt!: Date | null;

  /** What time does not change about its clock's state. */
  @Column({ type: "text", default: "NONE" })
  readonly slaStanding!: string;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly slaWarnAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Due time of the first-response clock; null where there is none, or once met.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly firstResponseDueAt!: Date | null;

  @Column({ type: "text", default: "NONE" })
  readonly firstResponseStanding!: string;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly firstResponseWarnAt!: Date | null;

  @Field(() => Int)
  @Column({ type: "int", default: 0 })
  readonly escalationLevel!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was escalated last." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly escalatedAt!: Date | null;

  @Field(() => CaseProcess, { nullable: true, description: "Where it stands in its type's process." })
  @Embed((subject) => sql`${subject}.stage_id IS NOT NULL`)
  readonly process!: CaseProcess | null;

  @Column({ type: "uuid", nullable: true })
  readonly stageId!: string | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly stageEnteredAt!: Date | null;

  @Column({ type: "boolean", default: false })
  readonly processCompleted!: boolean;

  @Field(() => Case, { nullable: true })
  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly parent!: Case | null;

  @Field(() => Case, { nullable: true })
  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly mergedInto!: Case | null;

  @Field(() => Resolution, { nullable: true })
  @One(
    () => Resolution,
    (resolution) => sql`${resolution}.current`,
    undefined,
    "case_id",
  )
  readonly resolution!: Resolution | null;

  @Field(() => [Resolution], { description: "Every resolution it had, newest first; reactivation keeps them." })
  @List({
    of: () => Resolution,
    hangsOn: "case_id",
    order: (resolution) => sql`${resolution}.resolved_at DESC, ${resolution}.id DESC`,
  })
  readonly resolutions!: Resolution[];

  @Field(() => Satisfaction, { nullable: true })
  @Embed((subject) => sql`${subject}.satisfaction_score IS NOT NULL`)
  readonly satisfaction!: Satisfaction | null;

  @Column({ type: "int", nullable: true })
  readonly satisfactionScore!: number | null;

  @Column({ type: "text", nullable: true })
  readonly satisfactionComment!: string | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly satisfactionAt!: Date | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly satisfactionBy!: Person | null;

  @Column({ type: "boolean", default: false })
  readonly satisfactionByCustomer!: boolean;

  @Field(() => Int)
  @Column({ type: "int", default: 0 })
  readonly reopenCount!: number;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly openedAt!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly openedBy!: Person | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the present assignee got it." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly assignedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When staff first answered in public." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly firstRespondedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly resolvedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly closedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly canceledAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was canceled; null otherwise." })
  @Column({ type: "text", nullable: true })
  readonly cancelReason!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;

  @Field(() => Int, {
    description: "Grows by one with every change; send it back as expectedVersion to refuse a lost update.",
  })
  @Column({ type: "int", default: 1 })
  readonly version!: number;
}
