import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Permission } from "../platform/access/permissions";
import { Computed } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Person } from "./person.entity";
import { permissionsOf } from "./rules";

@ObjectType({
  implements: Node,
  description: "A credential for scripts. The secret is answered once, at creation, and stored hashed.",
})
@Entity("api_token")
export class ApiToken implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  /** SHA-256. */
  @Column({ type: "bytea", select: false })
  secretHash!: Buffer;

  @Field(() => Person)
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn()
  owner!: Person;

  @Field(() => [Permission], { description: "What it allows now: the owner's permissions, narrowed by the token's." })
  @Computed((token) => permissionsOf(sql`${token}.owner_id`, sql`${token}.permissions`))
  readonly permissions!: Permission[];

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null: it does not end by itself." })
  @Column({ type: "timestamptz", nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "To about a minute." })
  @Column({ type: "timestamptz", nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", nullable: true })
  revokedAt!: Date | null;
}
