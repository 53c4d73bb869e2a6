import { Matches } from "class-validator";
import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { Case } from "../cases/case.entity";
import { SafeIntScalar } from "../platform/scalars/json";
import { EventCursorScalar, UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { Line, Words } from "../platform/validate";
import { Attachment } from "./attachment.entity";
import type { CreateUpload } from "./commands/createUpload";
import { ExternalLink } from "./externalLink.entity";

@InputType({ description: "`size` in bytes; sha256 in hex, checked where given." })
export class UploadInput implements CreateUpload {
  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly filename!: string;

  @Field(() => String, { description: "A media type: of an image, PDF, text, CSV, office document or video." })
  @Line(255)
  readonly contentType!: string;

  @Field(() => SafeIntScalar)
  readonly size!: number;

  @Field(() => String, { nullable: true })
  @Matches(/^[0-9a-f]{64}$/i, { message: "this is 64 digits in hex" })
  readonly sha256?: string | null;
}

@ObjectType()
export class UploadHeader {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly value!: string;
}

@ObjectType({ description: "PUT the bytes to `url` with these headers." })
export class UploadPayload {
  @Field(() => ID)
  readonly uploadId!: string;

  @Field(() => UrlScalar)
  readonly url!: string;

  @Field(() => [UploadHeader])
  readonly headers!: UploadHeader[];

  @Field(() => DateTimeScalar, { description: "Until when the sending may begin." })
  readonly expiresAt!: Date;
}

@ObjectType({ description: "`case`: the one it hangs on, if any." })
export class AttachmentPayload {
  @Field(() => Attachment)
  readonly attachment!: Attachment;

  @Field(() => Case, { nullable: true })
  readonly case!: Case | null;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;
}

@ObjectType()
export class LinkPayload {
  @Field(() => ExternalLink)
  readonly link!: ExternalLink;
}

@ArgsType()
export class AttachArgs {
  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => ID)
  readonly uploadId!: string;

  @Field(() => String, { nullable: true, description: "At most 1,000 characters." })
  @Words(1000)
  readonly caption?: string | null;

  @Field(() => Boolean, { defaultValue: false })
  readonly internal!: boolean;
}

@ArgsType()
export class LinkArgs {
  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly title!: string;

  @Field(() => UrlScalar)
  readonly url!: string;
}
