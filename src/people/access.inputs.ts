import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Case } from "../cases/case.entity";
import { Permission } from "../platform/access/permissions";
import { EmailAddressScalar, EventCursorScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { Line } from "../platform/validate";
import { ApiToken } from "./apiToken.entity";
import type { ChangePassword } from "./commands/changePassword";
import type { CreateApiToken } from "./commands/createApiToken";
import type { SignIn } from "./commands/signIn";
import { Person } from "./person.entity";

@InputType({ description: "Who signs in, and with what." })
export class SignInInput implements SignIn {
  @Field(() => EmailAddressScalar)
  readonly email!: string;

  @Field(() => String)
  readonly password!: string;
}

@InputType({ description: "The old password and a new one of 10 to 200 characters." })
export class ChangePasswordInput implements ChangePassword {
  @Field(() => String)
  readonly currentPassword!: string;

  @Field(() => String)
  readonly newPassword!: string;
}

@InputType({ description: "A new credential for scripts." })
export class CreateApiTokenInput implements CreateApiToken {
  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => [Permission], {
    nullable: true,
    description: "What it is narrowed to; null: all that the owner's roles allow, now and later.",
  })
  readonly permissions?: Permission[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null: it does not end by itself." })
  readonly expiresAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "Whose it is: the viewer's, or by ACCESS_MANAGE another person's." })
  readonly personId?: string | null;
}

@ObjectType({ description: "Tokens are answered this once and stored hashed." })
export class Session {
  @Field(() => String, { description: "For the header `authorization: Bearer …`." })
  readonly accessToken!: string;

  @Field(() => String, { description: "For `refreshSession`, once." })
  readonly refreshToken!: string;

  @Field(() => DateTimeScalar, { description: "Of the access token." })
  readonly expiresAt!: Date;

  @Field(() => DateTimeScalar)
  readonly refreshExpiresAt!: Date;

  @Field(() => Person)
  readonly person!: Person;
}

@ObjectType({ description: "The session that was opened or went on." })
export class SignInPayload {
  @Field(() => Session)
  readonly session!: Session;
}

@ObjectType({ description: "Whether a session ended; false with an API token, which has none." })
export class SignOutPayload {
  @Field(() => Boolean)
  readonly signedOut!: boolean;
}

@ObjectType({ description: "The viewer's session with new tokens." })
export class ChangePasswordPayload {
  @Field(() => Session)
  readonly session!: Session;
}

@ObjectType({ description: "The new API token and its secret, which is answered this once." })
export class CreateApiTokenPayload {
  @Field(() => ApiToken)
  readonly apiToken!: ApiToken;

  @Field(() => String)
  readonly secret!: string;
}

@ObjectType({ description: "The API token that is worth nothing any more." })
export class RevokeApiTokenPayload {
  @Field(() => ApiToken)
  readonly apiToken!: ApiToken;
}

@ObjectType({ description: "What is no longer there." })
export class RemovePayload {
  @Field(() => ID)
  readonly removedId!: string;

  @Field(() => Case, { nullable: true, description: "The one it was taken from, if any." })
  readonly case?: Case | null;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor?: string | null;
}
