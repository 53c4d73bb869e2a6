import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Permission } from "../platform/access/permissions";
import { Node } from "../platform/read/node";

registerEnumType(Permission, {
  name: "Permission",
  description: "What a role may allow.",
  valuesConfig: {
    SERVICE_RESOLVE_OWN: { description: "Resolve and close cases that are assigned to oneself." },
    SERVICE_DISPATCH: { description: "Receive every new ticket (the central service login)." },
    SERVICE_CONFIDENTIAL: { description: "See confidential cases that one neither owns, works nor leads." },
    PORTAL: { description: "A customer's own cases, assets and articles, and nothing else." },
  },
});

@ObjectType({
  implements: Node,
  description:
    "Seeded: admin, owner, manager, support_lead, support, dispatcher, service, installer, buyer, executive, customer.",
})
@Entity("role")
export class Role implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => [Permission])
  @Column({ type: "text", array: true })
  permissions!: Permission[];

  @Field(() => Boolean, { description: "Seeded with the product; it stays." })
  @Column({ type: "boolean" })
  builtIn!: boolean;
}
