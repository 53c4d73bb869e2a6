import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BusinessCalendar } from "../calendars/calendar.entity";
import { Permission } from "../platform/access/permissions";
import { connectionOf } from "../platform/read/connection";
import { Computed, List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import { raw, type Sql, sql } from "../platform/sql";
import { Branch } from "./branch.entity";
import { Customer } from "./customer.entity";
import { Role } from "./role.entity";
import { canSignIn, ofWhole, permissionsOf } from "./rules";
import { Skill } from "./skill.entity";
import { Team } from "./team.entity";

const NULL = raw("NULL");

/** Kept back from customers' contacts, who see of others the name only; then `otherwise`. */
const Whole = (value: (person: Sql) => Sql, otherwise: Sql = NULL) =>
  Computed((person, scope) => ofWhole(person, scope, value(person), otherwise));

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
  @Whole((p) => sql`${p}.external_id`)
  @Column({ type: "text", nullable: true })
  externalId!: string | null;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => EmailAddressScalar, { nullable: true })
  @Whole((p) => sql`${p}.email`)
  @Column({ type: "text", nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @Whole((p) => sql`${p}.phone`)
  @Column({ type: "text", nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Whole((p) => sql`${p}.title`)
  @Column({ type: "text", nullable: true })
  title!: string | null;

  @Field(() => TimeZoneScalar)
  @Whole((p) => sql`${p}.time_zone`, raw("'UTC'"))
  @Column({ type: "text", default: "UTC" })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: "BCP 47 language tag, such as de-AT." })
  @Whole((p) => sql`${p}.locale`)
  @Column({ type: "text", nullable: true })
  locale!: string | null;

  @Field(() => Boolean)
  @Whole((p) => sql`${p}.active`, raw("true"))
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
  @Whole((person) => canSignIn(person), raw("false"))
  readonly canSignIn!: boolean;

  @Field(() => [Permission], { description: "What the roles allow together; empty for who cannot sign in." })
  @Whole(
    (person) => sql`CASE WHEN ${canSignIn(person)} THEN ${permissionsOf(sql`${person}.id`)} ELSE '{}'::text[] END`,
    raw("'{}'::text[]"),
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

  @Field(() => BusinessCalendar, {
    nullable: true,
    description: "Own working hours; null: the team's, else the branch's.",
  })
  @ManyToOne(() => BusinessCalendar, { nullable: true })
  @JoinColumn()
  calendar!: BusinessCalendar | null;

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
  @Whole((p) => sql`${p}.capacity`)
  @Column({ type: "int", nullable: true })
  capacity!: number | null;

  /** PHC string of argon2id; null: no password. */
  @Column({ type: "text", nullable: true, select: false })
  passwordHash!: string | null;

  @Field(() => DateTimeScalar)
  @Whole((p) => sql`${p}.created_at`, raw("'epoch'::timestamptz"))
  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Whole((p) => sql`${p}.updated_at`, raw("'epoch'::timestamptz"))
  @Column({ type: "timestamptz" })
  updatedAt!: Date;

  @Field(() => Int)
  @Whole((p) => sql`${p}.version`, raw("1"))
  @Column({ type: "int", default: 1 })
  version!: number;
}

export const PersonConnection = connectionOf(() => Person, "Person");
