import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { EntityClass } from "./scope";

@ObjectType({ description: "Where a page stands in the whole list." })
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage!: boolean;

  @Field(() => Boolean)
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Give it as `before` for the page ahead of this one." })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Give it as `after` for the page behind this one." })
  readonly endCursor!: string | null;
}

/** What every connection takes: a page forwards (`first`, `after`) or backwards (`last`, `before`). */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: "At most this many from the start, or after `after`." })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: "A cursor of this list in this order." })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: "At most this many from the end, or before `before`." })
  readonly last?: number | null;

  @Field(() => String, { nullable: true, description: "A cursor of this list in this order." })
  readonly before?: string | null;
}

/** The types `NameConnection` and `NameEdge` over a node type; call it once per type and export what it answers. */
export function connectionOf(node: () => EntityClass, name: string) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class Edge {
    @Field(() => String)
    readonly cursor!: string;

    @Field(() => node() as never)
    readonly node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    @Field(() => [Edge])
    readonly edges!: Edge[];

    @Field(() => [node() as never], { description: "The edges' nodes, without their cursors." })
    readonly nodes!: object[];

    @Field(() => PageInfo)
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: "How many there are in all pages; counted only when asked for." })
    readonly totalCount!: number;
  }
  return Connection;
}
