import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Priority } from "../cases/settings.entity";
import { Person } from "../people/person.entity";
import { Skill } from "../people/skill.entity";
import { Team } from "../people/team.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { JsonObjectScalar } from "../platform/scalars/json";
import { sql } from "../platform/sql";
import { Queue } from "../queues/queue.entity";

export enum AssignmentStrategy {
  NONE = "NONE",
  ROUND_ROBIN = "ROUND_ROBIN",
  LEAST_LOADED = "LEAST_LOADED",
}
registerEnumType(AssignmentStrategy, {
  name: "AssignmentStrategy",
  description:
    "Who in the team (without one: in the queue) gets it: nobody yet, the next in turn, or the least loaded with the skills and capacity.",
});

@ObjectType({
  implements: Node,
  description:
    "Ordered; the first active rule whose condition holds wins. The condition is a CaseFilter over the new case; what depends on the viewer (`view`) is refused.",
})
@Entity("routing_rule")
export class RoutingRule implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly position!: number;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  readonly active!: boolean;

  @Field(() => JsonObjectScalar)
  @Column({ type: "jsonb" })
  readonly condition!: Record<string, unknown>;

  @Field(() => Queue, { nullable: true })
  @ManyToOne(() => Queue, { nullable: true })
  @JoinColumn()
  readonly queue!: Queue | null;

  @Field(() => Team, { nullable: true })
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn()
  readonly team!: Team | null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly person!: Person | null;

  @Field(() => Boolean, { description: "To the manager of the case's branch; without one, to the team." })
  @Column({ type: "boolean", default: false })
  readonly toBranchManager!: boolean;

  @Field(() => Priority, { nullable: true, description: "Where the creator names none." })
  @Column({ type: "enum", enum: Priority, enumName: "priority", nullable: true })
  readonly setPriority!: Priority | null;

  @Field(() => [String])
  @Column({ type: "text", array: true, default: [] })
  readonly addTags!: string[];

  @Field(() => AssignmentStrategy)
  @Column({ type: "text", default: AssignmentStrategy.NONE })
  readonly strategy!: AssignmentStrategy;

  @Field(() => [Skill], { description: "What the strategy asks of whoever gets it." })
  @List({
    of: () => Skill,
    join: (skill) => sql`JOIN routing_rule_skill asked ON asked.skill_id = ${skill}.id`,
    where: (_skill, rule) => sql`asked.rule_id = ${rule}.id`,
    order: (skill) => sql`${skill}.name`,
  })
  readonly requiredSkills!: Skill[];

  @Column({ type: "timestamptz" })
  readonly createdAt!: Date;

  @Column({ type: "timestamptz" })
  readonly updatedAt!: Date;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly deletedAt!: Date | null;
}
