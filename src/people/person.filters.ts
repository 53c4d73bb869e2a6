import { Field, InputType } from "type-graphql";
import { Compare, Condition } from "../platform/read/declare";
import { BooleanFilter, DateTimeFilter, IDFilter, KeyFilter, StringFilter } from "../platform/read/filters";
import { Keyed } from "../platform/read/keyed";
import { sql } from "../platform/sql";
import { Folded, HasKeyed, HasSkill, Searched } from "./conditions";
import { canSignIn, isStaff } from "./rules";

@InputType({
  description: "`staff`: whether a role is one of ours rather than a customer's or none; `role`: any of the person's.",
})
export class PersonFilter {
  @Field(() => [PersonFilter], { nullable: true })
  readonly and?: PersonFilter[] | null;
  @Field(() => [PersonFilter], { nullable: true })
  readonly or?: PersonFilter[] | null;
  @Field(() => PersonFilter, { nullable: true })
  readonly not?: PersonFilter | null;
  @Field(() => String, {
    nullable: true,
    description: "Words, or their beginnings, of name, address, phone and title.",
  })
  @Searched()
  readonly search?: string | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((p) => sql`${p}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((p) => sql`${p}.name`, "text")
  readonly name?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true, description: "Without regard to case." })
  @Folded((p) => sql`${p}.email`)
  readonly email?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((p) => sql`${p}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @HasKeyed({ table: "person_role", owner: "person_id", column: "role_id", target: "role" })
  readonly role?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @HasKeyed({ table: "team_member", owner: "person_id", column: "team_id", target: "team" })
  readonly team?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("branch", (p) => sql`${p}.branch_id`)
  readonly branch?: KeyFilter | null;
  @Field(() => StringFilter, { nullable: true, description: "Any of the person's, by name, without regard to case." })
  @HasSkill()
  readonly skill?: StringFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((p) => sql`${p}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => BooleanFilter, { nullable: true })
  @Compare((p) => sql`${p}.active`, "boolean")
  readonly active?: BooleanFilter | null;
  @Field(() => BooleanFilter, { nullable: true })
  @Compare((p) => canSignIn(p), "boolean")
  readonly canSignIn?: BooleanFilter | null;
  @Field(() => Boolean, { nullable: true })
  @Condition((p, arg) => (arg.value ? isStaff(p) : sql`NOT ${isStaff(p)}`))
  readonly staff?: boolean | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((p) => sql`${p}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
}
