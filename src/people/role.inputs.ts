import { ArrayMaxSize } from "class-validator";
import { Field, InputType, ObjectType } from "type-graphql";
import { PERMISSIONS, Permission } from "../platform/access/permissions";
import { Key, Line, NotNull } from "../platform/validate";
import type { CreateRole } from "./commands/createRole";
import type { UpdateRole } from "./commands/updateRole";
import { Role } from "./role.entity";

@InputType({ description: "A new role. The key is chosen once and never changes." })
export class RoleInput implements CreateRole {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(100)
  readonly name!: string;

  @Field(() => [Permission], { description: "PORTAL stands alone: with anything else it would open a wall." })
  @ArrayMaxSize(PERMISSIONS.length)
  readonly permissions!: Permission[];
}

@InputType({ description: "What is left out stays as it is, a list replaces the whole list." })
export class UpdateRoleInput implements UpdateRole {
  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(100)
  readonly name?: string;

  @Field(() => [Permission], { nullable: true })
  @NotNull()
  @ArrayMaxSize(PERMISSIONS.length)
  readonly permissions?: Permission[];
}

@ObjectType({ description: "The role as it is now." })
export class RolePayload {
  @Field(() => Role)
  readonly role!: Role;
}
