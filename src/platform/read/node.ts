import { Field, ID, InterfaceType } from "type-graphql";

/** What has an id of its own, and can be asked for by it. */
@InterfaceType({ description: "What has an id of its own." })
export abstract class Node {
  @Field(() => ID)
  readonly id!: string;
}
