import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { Person } from "../people/person.entity";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import type { AvailableSlots } from "./slots.queries";

@ObjectType({ description: "A free time of one person, within working hours." })
export class AppointmentSlot {
  @Field(() => Person)
  readonly person!: Person;

  @Field(() => DateTimeScalar)
  readonly startsAt!: Date;

  @Field(() => DateTimeScalar)
  readonly endsAt!: Date;
}

@ArgsType()
export class AvailableSlotsArgs implements AvailableSlots {
  @Field(() => String, { nullable: true, description: "By key: its members, by its calendar and travel buffer." })
  readonly team?: string | null;

  @Field(() => [ID], { nullable: true, description: "500 at most." })
  readonly personIds?: string[] | null;

  @Field(() => DateTimeScalar, { description: "Nothing is offered before now." })
  readonly from!: Date;

  @Field(() => DateTimeScalar)
  readonly until!: Date;

  @Field(() => DurationScalar)
  readonly duration!: string;

  @Field(() => [String], { nullable: true, description: "By name; who comes has all of them." })
  readonly skills?: string[] | null;

  @Field(() => Int, { defaultValue: 20, description: "200 at most." })
  readonly first!: number;
}
