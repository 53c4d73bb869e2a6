import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { Case } from "../cases/case.entity";
import { Contract } from "../entitlements/contract.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { Finished } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { SafeIntScalar } from "../platform/scalars/json";
import { UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { fileUrl } from "./link.rules";

@Entity("attachment")
@ObjectType({
  implements: Node,
  description:
    "Evidence or document. The bytes are served at `url`, which is signed, short-lived and checks the viewer's access.",
})
export class Attachment implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly case!: Case | null;

  @ManyToOne(() => Activity, { nullable: true })
  @JoinColumn()
  readonly activity!: Activity | null;

  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  readonly customer!: Customer | null;

  @ManyToOne(() => Contract, { nullable: true })
  @JoinColumn()
  readonly contract!: Contract | null;

  @Field(() => String)
  @Column({ type: "text" })
  readonly filename!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly contentType!: string;

  @Field(() => SafeIntScalar, { description: "Bytes." })
  @Column({ type: "bigint" })
  readonly size!: string;

  @Field(() => String, { description: "Of the bytes, in hex." })
  @Column({ type: "text" })
  readonly sha256!: string;

  @Field(() => UrlScalar, {
    description:
      "For this viewer alone, for 5 to 10 minutes, and only while the viewer sees the attachment and stays signed in.",
  })
  @Finished({
    needs: {
      id: (attachment) => sql`${attachment}.id`,
      // Makes the answer this viewer's own where answers are shared.
      viewer: (_attachment, scope) => sql`${scope.viewerId}`,
      now: (_attachment, scope) => sql`extract(epoch FROM ${scope.now})::float8`,
    },
    finish: (rows, ctx) => rows.map((row) => fileUrl(ctx as Ctx, row.id as string, row.now as number)),
  })
  readonly url!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly caption!: string | null;

  @Field(() => Boolean, {
    description: "Internal attachments, and those of internal comments, are never shown to customers.",
  })
  @Column({ type: "boolean", default: false })
  readonly internal!: boolean;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly uploadedBy!: Person | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;
}
