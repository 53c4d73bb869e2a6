import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Computed } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { Param, Sql, sql } from "../platform/sql";
import { Person } from "./person.entity";

const OWN_SESSION = new Sql([new Param((run) => run.viewer?.sessionId ?? null, true), "::uuid"]);

@ObjectType({ implements: Node, description: "Where the viewer is signed in; `current` is this one." })
@Entity("session")
export class SignedIn implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn()
  person!: Person;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  userAgent!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  ip!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { description: "To about a minute." })
  @Column({ type: "timestamptz" })
  lastUsedAt!: Date;

  @Field(() => DateTimeScalar, { description: "Unless it is refreshed before." })
  @Column({ type: "timestamptz" })
  expiresAt!: Date;

  @Field(() => Boolean)
  @Computed((session) => sql`${session}.id IS NOT DISTINCT FROM ${OWN_SESSION}`)
  readonly current!: boolean;
}
