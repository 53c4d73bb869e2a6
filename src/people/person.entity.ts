import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Permission } from "../platform/access/permissions";
import { connectionOf } from "../platform/read/connection";
import { Computed, List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Branch } from "./branch.entity";
import { Customer } from "./customer.entity";
import { Role } from "./role.entity";
import { canSignIn, permissionsOf } from "./rules";
import { Skill } from "./skill.entity";
import { Team } from "./team.entity";

@ObjectType({
  implements: Node,
  description:
    "Anyone a case can concern: staff, a customer's contact, a bystander. With a role and a credential it can sign in; several roles add up.",
})
@Entity("person")
export class Person implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String, { nullable: true, description: "Its id in the system that it came from." })
  @Column({ type: "text", nullable: true })
  externalId!: string | null;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => EmailAddressScalar, { nullable: true })
  @Column({ type: "text", nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  title!: string | null;

  @Field(() => TimeZoneScalar)
  @Column({ type: "text", default: "UTC" })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: "BCP 47 language tag, such as de-AT." })
  @Column({ type: "text", nullable: true })
  locale!: string | null;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Field(() => [Role])
  @List({
    of: () => Role,
    join: (role) => sql`JOIN person_role held ON held.role_id = ${role}.id`,
    where: (_role, person) => sql`held.person_id = ${person}.id`,
    order: (role) => sql`${role}.key`,
  })
  readonly roles!: Role[];

  @Field(() => Boolean, {
    description: "Active, with at least one role and a credential; only such a person can own a case.",
  })
  @Computed((person) => canSignIn(person))
  readonly canSignIn!: boolean;

  @Field(() => [Permission], { description: "What the roles allow together; empty for who cannot sign in." })
  @Computed(
    (person) => sql`CASE WHEN ${canSignIn(person)} THEN ${permissionsOf(sql`${person}.id`)} ELSE '{}'::text[] END`,
  )
  readonly permissions!: Permission[];

  @Field(() => Customer, { nullable: true, description: "The customer that this person is a contact of." })
  @ManyToOne(() => Customer)
  @JoinColumn()
  customer!: Customer | null;

  @Field(() => Branch, { nullable: true })
  @ManyToOne(() => Branch)
  @JoinColumn()
  branch!: Branch | null;

  @Field(() => [Team])
  @List({
    of: () => Team,
    join: (team) => sql`JOIN team_member membership ON membership.team_id = ${team}.id`,
    where: (_team, person) => sql`membership.person_id = ${person}.id`,
    order: (team) => sql`${team}.key`,
  })
  readonly teams!: Team[];

  @Field(() => [Skill])
  @List({
    of: () => Skill,
    join: (skill) => sql`JOIN person_skill able ON able.skill_id = ${skill}.id`,
    where: (_skill, person) => sql`able.person_id = ${person}.id`,
    order: (skill) => sql`${skill}.name`,
  })
  readonly skills!: Skill[];

  @Field(() => Int, { nullable: true, description: "Open cases this person may own at once; null: no limit." })
  @Column({ type: "int", nullable: true })
  capacity!: number | null;

  /** PHC string of argon2id; null: no password. */
  @Column({ type: "text", nullable: true, select: false })
  passwordHash!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  updatedAt!: Date;

  @Field(() => Int)
  @Column({ type: "int", default: 1 })
  version!: number;
}

export const PersonConnection = connectionOf(() => Person, "Person");
