import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Case } from "./case.entity";

export enum CaseLinkKind {
  RELATES_TO = "RELATES_TO",
  DUPLICATES = "DUPLICATES",
  CAUSED_BY = "CAUSED_BY",
  BLOCKS = "BLOCKS",
}
registerEnumType(CaseLinkKind, { name: "CaseLinkKind", description: "How one case stands to another." });

/** Read from a view with two rows for a link: one as each of its cases has it. */
@ObjectType({ description: "A relation to another case; absent where the viewer may not see that case." })
@Entity("case_link_end")
export class CaseLink {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  /** The case whose link this is. */
  @PrimaryColumn({ type: "uuid" })
  readonly subjectId!: string;

  @Field(() => CaseLinkKind)
  @Column({ type: "text" })
  readonly kind!: CaseLinkKind;

  @Field(() => Boolean, { description: "True where this case is the link's source." })
  @Column({ type: "boolean" })
  readonly outgoing!: boolean;

  @Field(() => Case)
  @ManyToOne(() => Case, { nullable: false })
  @JoinColumn()
  readonly case!: Case;

  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;
}
