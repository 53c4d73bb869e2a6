import { ArrayMaxSize } from "class-validator";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { OrderDirection } from "../platform/read/filters";
import { Line, NotNull } from "../platform/validate";
import { CaseFilter } from "./caseFilter.inputs";
import { CaseOrder, CaseOrderField } from "./case.inputs";
import type { SaveView } from "./commands/saveView";
import { SavedView } from "./savedView.entity";

@InputType({ description: "What is left out stays as it is. When new: without an order, behind one's others." })
export class SavedViewInput implements SaveView {
  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @NotNull()
  @Line(255)
  readonly name?: string;

  @Field(() => Boolean, { nullable: true, description: "When new: false." })
  @NotNull()
  readonly shared?: boolean;

  @Field(() => CaseFilter, { nullable: true })
  @NotNull()
  readonly filter?: CaseFilter;

  @Field(() => [CaseOrder], { nullable: true, description: "Null: the order of every list of cases." })
  @ArrayMaxSize(10)
  readonly orderBy?: CaseOrder[] | null;

  @Field(() => Int, { nullable: true })
  @NotNull()
  readonly position?: number;
}

@ObjectType({ description: "A CaseOrder, answered." })
export class CaseOrdering {
  @Field(() => CaseOrderField)
  readonly field!: CaseOrderField;

  @Field(() => OrderDirection)
  readonly direction!: OrderDirection;
}

@ObjectType({ description: "The view as it is now." })
export class SavedViewPayload {
  @Field(() => SavedView)
  readonly view!: SavedView;
}
