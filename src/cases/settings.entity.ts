import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { sql } from "../platform/sql";
import { SlaPolicy } from "../sla/slaPolicy.entity";
import { BusinessProcess } from "./process.entity";

export enum CaseState {
  NEW = "NEW",
  OPEN = "OPEN",
  ON_HOLD = "ON_HOLD",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
  CANCELED = "CANCELED",
}
registerEnumType(CaseState, {
  name: "CaseState",
  description: "What a status means to the engine; the names people see are CaseStatus, and theirs to change.",
});

export enum Priority {
  LOW = "LOW",
  NORMAL = "NORMAL",
  HIGH = "HIGH",
  URGENT = "URGENT",
}
registerEnumType(Priority, { name: "Priority", description: "From what can wait to what cannot." });

/** What people choose from: a key for programs, a name for people, a place in the list. */
@ObjectType("Label")
abstract class Label implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text", unique: true })
  readonly key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly position!: number;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  readonly active!: boolean;
}

@Entity("case_status")
@ObjectType({ implements: Node, description: "A status as people see it, within one of the engine's states." })
export class CaseStatus extends Label {
  @Field(() => CaseState)
  @Column({ type: "text" })
  readonly state!: CaseState;

  @Field(() => String, { description: "As CSS writes it: #2563eb." })
  @Column({ type: "text" })
  readonly color!: string;

  @Field(() => Boolean, {
    description: "New cases, and cases that enter this state without a status being named, get the state's default.",
  })
  @Column({ type: "boolean", default: false })
  readonly isDefault!: boolean;

  @Field(() => [CaseStatus], {
    description: "Statuses reachable from this one; empty: whatever the state's own rules allow.",
  })
  @List({
    of: () => CaseStatus,
    where: (next, status) => sql`${next}.id = ANY (${status}.allowed_next)`,
    order: (next) => sql`${next}.position, ${next}.key`,
  })
  readonly allowedNext!: CaseStatus[];
}

@Entity("case_type")
@ObjectType({
  implements: Node,
  description: "The broad bucket: warranty, damage, repair, complaint, maintenance, upgrade, inspection, other.",
})
export class CaseType extends Label {
  @Field(() => BusinessProcess, { nullable: true, description: "Its cases enter it at the first stage." })
  @ManyToOne(() => BusinessProcess, { nullable: true })
  @JoinColumn()
  readonly process!: BusinessProcess | null;

  @Field(() => Priority)
  @Column({ type: "enum", enum: Priority, enumName: "priority", default: Priority.NORMAL })
  readonly defaultPriority!: Priority;

  @Field(() => SlaPolicy, { nullable: true })
  @ManyToOne(() => SlaPolicy, { nullable: true })
  @JoinColumn()
  readonly slaPolicy!: SlaPolicy | null;

  @Field(() => Boolean, {
    description: "Its cases need an entitlement with something left; else ENTITLEMENT_EXHAUSTED.",
  })
  @Column({ type: "boolean", default: false })
  readonly requiresEntitlement!: boolean;

  @Field(() => Boolean, { description: "Its cases open confidential." })
  @Column({ type: "boolean", default: false })
  readonly confidential!: boolean;

  @Field(() => Boolean, {
    description: "Opening sets the asset IN_REPAIR, resolving the last such case sets it back.",
  })
  @Column({ type: "boolean", default: false })
  readonly putsAssetInRepair!: boolean;

  @Field(() => Boolean, {
    description: "Resolving is refused with STAGE_INCOMPLETE before the process's last stage.",
  })
  @Column({ type: "boolean", default: false })
  readonly resolveInLastStageOnly!: boolean;
}

@Entity("case_category")
@ObjectType({
  implements: Node,
  description:
    "What kind of work it is, as a tree. Seeded: physical_damage, hardware_upgrade, firmware_upgrade, maintenance, content_inspection, other.",
})
export class CaseCategory extends Label {
  @Field(() => CaseCategory, { nullable: true })
  @ManyToOne(() => CaseCategory, { nullable: true })
  @JoinColumn()
  readonly parent!: CaseCategory | null;

  @Field(() => [CaseCategory])
  @List({
    of: () => CaseCategory,
    where: (child, category) => sql`${child}.parent_id = ${category}.id`,
    order: (child) => sql`${child}.position, ${child}.key`,
  })
  readonly children!: CaseCategory[];
}

@Entity("reason_code")
@ObjectType({
  implements: Node,
  description:
    "Why it was reported; drives routing: missing_part, wrong_item, damage, site_not_ready, access_issue, defect, other.",
})
export class ReasonCode extends Label {}

@Entity("resolution_path")
@ObjectType({
  implements: Node,
  description: "How it ended: repaired, replaced, refunded, part_sent, advised, no_fault_found, other.",
})
export class ResolutionPath extends Label {}
