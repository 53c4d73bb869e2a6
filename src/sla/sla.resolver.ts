import { FieldResolver, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { Computed, compiled, List } from "../platform/read/declare";
import { sql } from "../platform/sql";
import { firstResponseState, SlaState, slaState } from "./rules";
import { SlaClock } from "./slaClock.entity";

@Resolver(() => Case)
export class CaseSlaResolver {
  @FieldResolver(() => SlaState, { description: "Of the resolution clock." })
  @Computed((c) => slaState(c))
  slaState(): SlaState {
    return compiled();
  }

  @FieldResolver(() => SlaState)
  @Computed((c) => firstResponseState(c))
  firstResponseState(): SlaState {
    return compiled();
  }

  @FieldResolver(() => [SlaClock], { description: "Every clock with all its instants, met ones included." })
  @List({ of: () => SlaClock, hangsOn: "case_id", order: (clock) => sql`${clock}.kind` })
  slaClocks(): SlaClock[] {
    return compiled();
  }
}
