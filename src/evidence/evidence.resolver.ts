import { Arg, Args, Ctx as Context, FieldResolver, ID, Mutation, Resolver } from "type-graphql";
import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { Case } from "../cases/case.entity";
import { Comment } from "../cases/comment.entity";
import { RemovePayload } from "../people/access.inputs";
import { Contract } from "../entitlements/contract.entity";
import { Customer } from "../people/customer.entity";
import { compiled, List } from "../platform/read/declare";
import { raw, type Sql, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { Attachment } from "./attachment.entity";
import { addLink } from "./commands/addLink";
import { attach } from "./commands/attach";
import { createUpload } from "./commands/createUpload";
import { removeAttachment } from "./commands/removeAttachment";
import { removeLink } from "./commands/removeLink";
import { AttachArgs, AttachmentPayload, LinkArgs, LinkPayload, UploadInput, UploadPayload } from "./evidence.inputs";
import { ExternalLink } from "./externalLink.entity";

@Resolver()
export class EvidenceResolver {
  @Mutation(() => UploadPayload, {
    description: "Answers where to PUT the bytes; the attachment exists once they have arrived whole and match.",
  })
  createUpload(@Arg("input", () => UploadInput) input: UploadInput, @Context() ctx: Ctx) {
    return createUpload(ctx, input);
  }

  @Mutation(() => AttachmentPayload, {
    description: "To a case, activity, asset, customer or contract. A customer's is never internal.",
  })
  attach(@Args(() => AttachArgs) args: AttachArgs, @Context() ctx: Ctx) {
    return attach(ctx, args);
  }

  @Mutation(() => RemovePayload)
  removeAttachment(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return removeAttachment(ctx, { id });
  }

  @Mutation(() => LinkPayload, { description: "To an asset, a customer or a case." })
  addLink(@Args(() => LinkArgs) args: LinkArgs, @Context() ctx: Ctx) {
    return addLink(ctx, args);
  }

  @Mutation(() => RemovePayload)
  removeLink(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return removeLink(ctx, { id });
  }
}

const inOrder = (row: Sql): Sql => sql`${row}.created_at`;
const attachments = (column: string) =>
  List({
    of: () => Attachment,
    where: (attachment, row) => sql`${attachment}.${raw(column)} = ${row}.id`,
    order: inOrder,
  });
const links = (column: string) =>
  List({ of: () => ExternalLink, where: (link, row) => sql`${link}.${raw(column)} = ${row}.id`, order: inOrder });

@Resolver(() => Case)
export class CaseEvidenceResolver {
  @FieldResolver(() => [Attachment], {
    description: "Of the case and of its comments; activities have their own. Oldest first.",
  })
  @attachments("case_id")
  evidence(): Attachment[] {
    return compiled();
  }

  @FieldResolver(() => [ExternalLink], {
    description: "References to other systems: an issue tracker, a shared folder. For staff only.",
  })
  @links("case_id")
  links(): ExternalLink[] {
    return compiled();
  }
}

@Resolver(() => Comment)
export class CommentEvidenceResolver {
  @FieldResolver(() => [Attachment])
  @List({
    of: () => Attachment,
    join: (attachment) => sql`JOIN comment_attachment shown ON shown.attachment_id = ${attachment}.id`,
    where: (_attachment, comment) => sql`shown.comment_id = ${comment}.id`,
    order: () => sql`shown.position`,
  })
  attachments(): Attachment[] {
    return compiled();
  }
}

@Resolver(() => Activity)
export class ActivityEvidenceResolver {
  @FieldResolver(() => [Attachment])
  @attachments("activity_id")
  attachments(): Attachment[] {
    return compiled();
  }
}

@Resolver(() => Asset)
export class AssetEvidenceResolver {
  @FieldResolver(() => [Attachment])
  @attachments("asset_id")
  documents(): Attachment[] {
    return compiled();
  }

  @FieldResolver(() => [ExternalLink], { description: "For staff only." })
  @links("asset_id")
  links(): ExternalLink[] {
    return compiled();
  }
}

@Resolver(() => Customer)
export class CustomerEvidenceResolver {
  @FieldResolver(() => [Attachment])
  @attachments("customer_id")
  documents(): Attachment[] {
    return compiled();
  }

  @FieldResolver(() => [ExternalLink], { description: "For staff only." })
  @links("customer_id")
  links(): ExternalLink[] {
    return compiled();
  }
}

@Resolver(() => Contract)
export class ContractEvidenceResolver {
  @FieldResolver(() => [Attachment])
  @attachments("contract_id")
  documents(): Attachment[] {
    return compiled();
  }
}
