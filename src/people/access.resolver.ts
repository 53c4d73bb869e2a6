import { Arg, Ctx as Context, ID, Mutation, Query, Resolver } from "type-graphql";
import { PERMISSIONS, Permission } from "../platform/access/permissions";
import { Computed, compiled, List, One } from "../platform/read/declare";
import { and, join, literal, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RemovePayload,
  RevokeApiTokenPayload,
  SignInInput,
  SignInPayload,
  SignOutPayload,
} from "./access.inputs";
import { ApiToken } from "./apiToken.entity";
import { changePassword } from "./commands/changePassword";
import { createApiToken } from "./commands/createApiToken";
import { endSession } from "./commands/endSession";
import { refreshSession } from "./commands/refreshSession";
import { revokeApiToken } from "./commands/revokeApiToken";
import { setPassword } from "./commands/setPassword";
import { signIn } from "./commands/signIn";
import { signOut } from "./commands/signOut";
import { Person } from "./person.entity";
import { PersonPayload } from "./person.inputs";
import { SignedIn } from "./signedIn.entity";

@Resolver()
export class AccessResolver {
  @Query(() => Person, { description: "Who asks." })
  @One(
    () => Person,
    (person, _row, scope) => sql`${person}.id = ${scope.viewerId}`,
  )
  viewer(): Person {
    return compiled();
  }

  @Query(() => [Permission], {
    description: "What this credential may do: the roles' permissions, narrowed by the token's.",
  })
  @Computed((_row, scope) => {
    const allowed = PERMISSIONS.filter((permission) => scope.can(permission));
    return sql`ARRAY[${join(allowed.map(literal), ", ")}]::text[]`;
  })
  viewerPermissions(): Permission[] {
    return compiled();
  }

  @Query(() => [SignedIn], { description: "The viewer's own sessions, latest used first." })
  @List({
    of: () => SignedIn,
    where: (session, _row, scope) => sql`${session}.person_id = ${scope.viewerId}`,
    order: (session) => sql`${session}.last_used_at DESC, ${session}.id DESC`,
  })
  sessions(): SignedIn[] {
    return compiled();
  }

  @Query(() => [ApiToken], { description: "The viewer's own; with ACCESS_MANAGE another person's." })
  @List({
    of: () => ApiToken,
    where: (token, _row, scope, args) =>
      and(
        args.personId && args.personId.value !== null
          ? sql`${token}.owner_id = ${args.personId.sql}::uuid`
          : sql`${token}.owner_id = ${scope.viewerId}`,
      ),
    order: (token) => sql`${token}.created_at DESC, ${token}.id DESC`,
  })
  apiTokens(@Arg("personId", () => ID, { nullable: true }) _personId?: string): ApiToken[] {
    return compiled();
  }

  @Mutation(() => SignInPayload, { description: "Opens a session. UNAUTHENTICATED, or RATE_LIMITED after many tries." })
  signIn(@Arg("input", () => SignInInput) input: SignInInput, @Context() ctx: Ctx) {
    return signIn(ctx, input);
  }

  @Mutation(() => SignInPayload, {
    description: "New tokens for a refresh token, which is good once; coming back later it ends the session.",
  })
  refreshSession(@Arg("refreshToken", () => String) refreshToken: string, @Context() ctx: Ctx) {
    return refreshSession(ctx, refreshToken);
  }

  @Mutation(() => SignOutPayload, {
    description: "Ends the session and the viewer's open subscriptions of it; or all of the viewer's sessions.",
  })
  signOut(@Arg("everywhere", () => Boolean, { defaultValue: false }) everywhere: boolean, @Context() ctx: Ctx) {
    return signOut(ctx, everywhere);
  }

  @Mutation(() => RemovePayload, { description: "Ends one of the viewer's own sessions and its streams." })
  endSession(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return endSession(ctx, id);
  }

  @Mutation(() => ChangePasswordPayload, { description: "Ends the viewer's other sessions." })
  changePassword(@Arg("input", () => ChangePasswordInput) input: ChangePasswordInput, @Context() ctx: Ctx) {
    return changePassword(ctx, input);
  }

  @Mutation(() => PersonPayload, {
    description: "By ACCESS_MANAGE, for who is new or has forgotten it; ends that person's sessions.",
  })
  setPassword(
    @Arg("personId", () => ID) personId: string,
    @Arg("newPassword", () => String) newPassword: string,
    @Context() ctx: Ctx,
  ) {
    return setPassword(ctx, personId, newPassword);
  }

  @Mutation(() => CreateApiTokenPayload, { description: "The secret is answered this once." })
  createApiToken(@Arg("input", () => CreateApiTokenInput) input: CreateApiTokenInput, @Context() ctx: Ctx) {
    return createApiToken(ctx, input);
  }

  @Mutation(() => RevokeApiTokenPayload, { description: "Ends the token and its streams." })
  revokeApiToken(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return revokeApiToken(ctx, id);
  }
}
