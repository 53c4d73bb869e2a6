import { Field, InputType } from "type-graphql";
import { Compare } from "../platform/read/declare";
import { BooleanFilter, DateTimeFilter, IDFilter, KeyFilter, StringFilter, TagFilter } from "../platform/read/filters";
import { Keyed } from "../platform/read/keyed";
import { sql } from "../platform/sql";
import { Folded, Searched } from "./conditions";

@InputType({ description: "Fields side by side must all hold." })
export class CustomerFilter {
  @Field(() => [CustomerFilter], { nullable: true })
  readonly and?: CustomerFilter[] | null;
  @Field(() => [CustomerFilter], { nullable: true })
  readonly or?: CustomerFilter[] | null;
  @Field(() => CustomerFilter, { nullable: true })
  readonly not?: CustomerFilter | null;
  @Field(() => String, { nullable: true, description: "Words, or their beginnings, of name, address, phone and id." })
  @Searched()
  readonly search?: string | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((c) => sql`${c}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((c) => sql`${c}.name`, "text")
  readonly name?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true, description: "Without regard to case." })
  @Folded((c) => sql`${c}.email`)
  readonly email?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((c) => sql`${c}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("branch", (c) => sql`${c}.branch_id`)
  readonly branch?: KeyFilter | null;
  @Field(() => TagFilter, { nullable: true })
  @Compare((c) => sql`${c}.tags`, "text[]")
  readonly tags?: TagFilter | null;
  @Field(() => BooleanFilter, { nullable: true })
  @Compare((c) => sql`${c}.active`, "boolean")
  readonly active?: BooleanFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((c) => sql`${c}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
}
