import { FieldResolver, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { Computed, compiled } from "../platform/read/declare";
import { SlaState, slaState } from "./rules";

@Resolver(() => Case)
export class CaseSlaResolver {
  @FieldResolver(() => SlaState, { description: "Of the resolution clock." })
  @Computed((c) => slaState(c))
  slaState(): SlaState {
    return compiled();
  }
}
