import { Arg, ID, Query, Resolver } from "type-graphql";
import { compiled, NodeById } from "./declare";
import { Node } from "./node";

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: "Whatever this id names; null where the viewer may not see it." })
  @NodeById()
  node(@Arg("id", () => ID) _id: string): Node | null {
    return compiled();
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "What these ids name, in their order; null in place of what the viewer may not see. 200 at most.",
  })
  @NodeById()
  nodes(@Arg("ids", () => [ID]) _ids: string[]): (Node | null)[] {
    return compiled();
  }
}
