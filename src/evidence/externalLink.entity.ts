import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Asset } from "../assets/asset.entity";
import { Case } from "../cases/case.entity";
import { Customer } from "../people/customer.entity";
import { Node } from "../platform/read/node";
import { UrlScalar } from "../platform/scalars/text";

@Entity("external_link")
@ObjectType({
  implements: Node,
  description: "A reference to another system, such as an issue tracker or a shared folder.",
})
export class ExternalLink implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly case!: Case | null;

  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  readonly customer!: Customer | null;

  @Field(() => String)
  @Column({ type: "text" })
  readonly title!: string;

  @Field(() => UrlScalar)
  @Column({ type: "text" })
  readonly url!: string;
}
