import { Arg, createUnionType, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Asset } from "../assets/asset.entity";
import { Case } from "../cases/case.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { Computed, compiled, OneOf, Rows } from "../platform/read/declare";
import { sql } from "../platform/sql";
import { Article } from "./article.entity";
import { results, SearchKind, snippet, subjects } from "./search.queries";

export const SearchSubject = createUnionType({
  name: "SearchSubject",
  description: "What was found.",
  types: () => [Case, Asset, Person, Customer, Article] as const,
});

@ObjectType({ description: "Something that has the words, and where." })
export class SearchResult {
  @Field(() => SearchSubject)
  @OneOf(...subjects)
  readonly subject!: object;

  @Field(() => Float, { description: "The higher, the better it fits; says something within one answer only." })
  @Computed((hit) => sql`${hit}.rank`)
  readonly rank!: number;

  @Field(() => String, { description: "Matched words between « and »." })
  @Computed(snippet)
  readonly snippet!: string;
}

@Resolver()
export class SearchResolver {
  @Query(() => [SearchResult], {
    description:
      "Cases, assets, people, customers and articles by words, best first, only what the viewer may see. Every word, as the beginning of a word, without regard to case and accents; no word finds nothing. Of very common words the newest 2000 of each kind are ranked. `first` is 100 at most.",
  })
  @Rows(results)
  search(
    @Arg("query", () => String) _query: string,
    @Arg("kinds", () => [SearchKind], { nullable: true, description: "All of them unless given." })
    _kinds: SearchKind[] | null | undefined,
    @Arg("first", () => Int, { defaultValue: 20 }) _first: number,
  ): SearchResult[] {
    return compiled();
  }
}
