/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
/** `mine`: assigned to the viewer in person. `overdue`: open and past its due time. */
export type ActivityFilter = {
  and?: Array<ActivityFilter> | null | undefined;
  assigneeId?: IdFilter | null | undefined;
  caseId?: IdFilter | null | undefined;
  completedAt?: DateTimeFilter | null | undefined;
  customerId?: IdFilter | null | undefined;
  dueAt?: DateTimeFilter | null | undefined;
  id?: IdFilter | null | undefined;
  kind?: ActivityKindFilter | null | undefined;
  mine?: boolean | null | undefined;
  not?: ActivityFilter | null | undefined;
  or?: Array<ActivityFilter> | null | undefined;
  overdue?: boolean | null | undefined;
  priority?: PriorityFilter | null | undefined;
  purpose?: AppointmentPurpose | null | undefined;
  queue?: KeyFilter | null | undefined;
  startsAt?: DateTimeFilter | null | undefined;
  state?: ActivityStateFilter | null | undefined;
  team?: KeyFilter | null | undefined;
  updatedAt?: DateTimeFilter | null | undefined;
};

/** What kind of work an activity is. */
export type ActivityKind =
  | 'APPOINTMENT'
  | 'EMAIL'
  | 'PHONE_CALL'
  | 'TASK';

export type ActivityKindFilter = {
  eq?: ActivityKind | null | undefined;
  in?: Array<ActivityKind> | null | undefined;
  notIn?: Array<ActivityKind> | null | undefined;
};

/** Whether an activity is still to be done. */
export type ActivityState =
  | 'CANCELED'
  | 'COMPLETED'
  | 'OPEN';

export type ActivityStateFilter = {
  eq?: ActivityState | null | undefined;
  in?: Array<ActivityState> | null | undefined;
  notIn?: Array<ActivityState> | null | undefined;
};

/** A visit or remote appointment; SCHEDULE_CONFLICT where its assignee has another then. */
export type AppointmentInput = {
  /** Books over another appointment of the assignee. */
  allowOverlap?: boolean;
  assigneeId?: string | null | undefined;
  caseId?: string | null | undefined;
  /** Whom to meet or call. */
  contactId?: string | null | undefined;
  /** The case's unless given. */
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  /** After it begins, by 31 days at most. */
  endsAt: string;
  location?: string | null | undefined;
  priority?: Priority;
  purpose?: AppointmentPurpose;
  /** By key. */
  queue?: string | null | undefined;
  startsAt: string;
  /** 1 to 255 characters. */
  subject: string;
  /** By key. */
  team?: string | null | undefined;
  workOrderId?: string | null | undefined;
};

/** What an appointment is for. */
export type AppointmentPurpose =
  | 'INSPECTION'
  | 'INSTALLATION'
  | 'MAINTENANCE'
  | 'OTHER'
  | 'SERVICE';

/** Fields side by side must all hold. */
export type ArticleFilter = {
  id?: IdFilter | null | undefined;
  internal?: BooleanFilter | null | undefined;
  number?: StringFilter | null | undefined;
  /** Words, or their beginnings, of number, title, tags and body. */
  search?: string | null | undefined;
  state?: ArticleStateFilter | null | undefined;
  tags?: TagFilter | null | undefined;
};

/** A new article; it begins as a draft. */
export type ArticleInput = {
  /** Markdown, at most 100,000 characters. */
  body: string;
  /** For staff only. */
  internal?: boolean;
  /** 50 at most, of 64 characters each. */
  tags?: Array<string> | null | undefined;
  /** 1 to 255 characters. */
  title: string;
};

/** Where an article stands. */
export type ArticleState =
  /** No longer found or suggested; staff still read it on the cases that it is linked to. */
  | 'ARCHIVED'
  /** Seen by its author and by KNOWLEDGE_WRITE. */
  | 'DRAFT'
  /** Found and suggested; seen by customers too unless internal. */
  | 'PUBLISHED';

/** Comparisons of an ArticleState; those side by side must all hold. */
export type ArticleStateFilter = {
  eq?: ArticleState | null | undefined;
  in?: Array<ArticleState> | null | undefined;
  notIn?: Array<ArticleState> | null | undefined;
};

/** Fields side by side must all hold. */
export type AssetFilter = {
  and?: Array<AssetFilter> | null | undefined;
  customerId?: IdFilter | null | undefined;
  externalId?: StringFilter | null | undefined;
  /** Modelled fields, by key: {"ram_gb": {"gte": 16}}. NUMBER and DATE: eq, in, notIn, lt, lte, gt, gte; TEXT and URL: eq, in, notIn, contains, startsWith; CHOICE: eq, in, notIn; BOOLEAN: eq; MULTI_CHOICE: any, all, none; every kind: isNull. */
  fields?: Record<string, unknown> | null | undefined;
  holderId?: IdFilter | null | undefined;
  id?: IdFilter | null | undefined;
  location?: StringFilter | null | undefined;
  name?: StringFilter | null | undefined;
  not?: AssetFilter | null | undefined;
  or?: Array<AssetFilter> | null | undefined;
  parentId?: IdFilter | null | undefined;
  productId?: IdFilter | null | undefined;
  /** Words of tag, name, serial number, externalId and location; each may be the beginning of one. */
  search?: string | null | undefined;
  serialNumber?: StringFilter | null | undefined;
  status?: AssetStatusFilter | null | undefined;
  tag?: StringFilter | null | undefined;
  type?: KeyFilter | null | undefined;
  updatedAt?: DateTimeFilter | null | undefined;
  warrantyUntil?: DateFilter | null | undefined;
};

/** A new asset; its type by key. */
export type AssetInput = {
  customerId?: string | null | undefined;
  externalId?: string | null | undefined;
  /** Values of the type's modelled fields, by key. */
  fields?: Record<string, unknown> | null | undefined;
  holderId?: string | null | undefined;
  /** At most 500 characters. */
  location?: string | null | undefined;
  /** 1 to 255 characters. */
  name: string;
  /** At most 100,000 characters. */
  notes?: string | null | undefined;
  parentId?: string | null | undefined;
  productId?: string | null | undefined;
  purchasedOn?: string | null | undefined;
  serialNumber?: string | null | undefined;
  status?: AssetStatus;
  /** Unique; 1 to 255 characters. */
  tag: string;
  type: string;
  warrantyUntil?: string | null | undefined;
};

/** Where an asset stands in its life. */
export type AssetStatus =
  | 'IN_REPAIR'
  | 'IN_SERVICE'
  | 'IN_STOCK'
  | 'LOST'
  | 'RETIRED';

export type AssetStatusFilter = {
  eq?: AssetStatus | null | undefined;
  in?: Array<AssetStatus> | null | undefined;
  notIn?: Array<AssetStatus> | null | undefined;
};

/** A new kind of asset. The key is chosen once and never changes. */
export type AssetTypeInput = {
  /** At most 10,000 characters. */
  description?: string | null | undefined;
  fields?: Array<FieldDefinitionInput> | null | undefined;
  key: string;
  /** 1 to 255 characters. */
  name: string;
};

/** Who in the team (without one: in the queue) gets it: nobody yet, the next in turn, or the least loaded with the skills and capacity. */
export type AssignmentStrategy =
  | 'LEAST_LOADED'
  | 'NONE'
  | 'ROUND_ROBIN';

/** Comparison of a yes or no. */
export type BooleanFilter = {
  eq?: boolean | null | undefined;
};

/** Done in this order; assigneeId null takes the person off. */
export type BulkCaseInput = {
  /** 50 at most, of 64 characters each. */
  addTags?: Array<string> | null | undefined;
  assigneeId?: string | null | undefined;
  category?: string | null | undefined;
  /** With a status its note (of a hold: the reason), else a note on the timeline. At most 10,000 characters. */
  note?: string | null | undefined;
  priority?: Priority | null | undefined;
  queue?: string | null | undefined;
  reason?: string | null | undefined;
  removeTags?: Array<string> | null | undefined;
  resolve?: ResolveCaseInput | null | undefined;
  /** Of NEW, OPEN or ON_HOLD, as setCaseStatus takes it. */
  status?: string | null | undefined;
  /** Without assigneeId the person is taken off. */
  team?: string | null | undefined;
  type?: string | null | undefined;
};

/** What is left out stays as it is. When new: active. */
export type BusinessProcessInput = {
  active?: boolean | null | undefined;
  /** Chosen once: 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  /** In their order, at least one; they replace those that are there, matched by key. One that cases stand in is not taken away. */
  stages: Array<ProcessStageInput>;
};

/** What can be done to a case. */
export type CaseAction =
  | 'ADD_ACTIVITY'
  | 'ADD_TO_QUEUE'
  | 'ADVANCE_STAGE'
  | 'ASSIGN'
  | 'ASSOCIATE_PERSON'
  | 'ATTACH'
  | 'CANCEL'
  | 'CHANGE_PRIORITY'
  | 'CHANGE_STATUS'
  | 'CLOSE'
  | 'COLLABORATE'
  | 'COMMENT'
  | 'COMMENT_INTERNALLY'
  | 'ESCALATE'
  | 'HAND_BACK'
  | 'HOLD'
  | 'LINK'
  | 'MERGE'
  | 'OPEN_SUPPLIER_RETURN'
  | 'PICK'
  | 'RATE'
  | 'REACTIVATE'
  | 'RELEASE'
  | 'RESOLVE'
  | 'RESUME'
  | 'RETURN_STAGE'
  | 'ROUTE'
  | 'SET_CONFIDENTIAL'
  | 'TAG'
  | 'UPDATE';

/** What is left out stays as it is. When new: active, behind all others, a root. */
export type CaseCategoryInput = {
  active?: boolean | null | undefined;
  /** Chosen once: 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  /** By key; null makes it a root. */
  parent?: string | null | undefined;
  position?: number | null | undefined;
};

/** Fields side by side must all hold. */
export type CaseFilter = {
  and?: Array<CaseFilter> | null | undefined;
  articleId?: IdFilter | null | undefined;
  /** The related record fits as well. */
  asset?: AssetFilter | null | undefined;
  assetId?: IdFilter | null | undefined;
  assigneeId?: IdFilter | null | undefined;
  associatedPersonId?: IdFilter | null | undefined;
  branch?: KeyFilter | null | undefined;
  category?: KeyFilter | null | undefined;
  channel?: ChannelFilter | null | undefined;
  closedAt?: DateTimeFilter | null | undefined;
  collaboratorId?: IdFilter | null | undefined;
  confidential?: BooleanFilter | null | undefined;
  contactId?: IdFilter | null | undefined;
  contractId?: IdFilter | null | undefined;
  customer?: CustomerFilter | null | undefined;
  customerId?: IdFilter | null | undefined;
  dueAt?: DateTimeFilter | null | undefined;
  entitlementId?: IdFilter | null | undefined;
  escalatedAt?: DateTimeFilter | null | undefined;
  escalationLevel?: IntFilter | null | undefined;
  externalId?: StringFilter | null | undefined;
  firstRespondedAt?: DateTimeFilter | null | undefined;
  firstResponseDueAt?: DateTimeFilter | null | undefined;
  firstResponseState?: SlaStateFilter | null | undefined;
  holdUntil?: DateTimeFilter | null | undefined;
  id?: IdFilter | null | undefined;
  not?: CaseFilter | null | undefined;
  number?: StringFilter | null | undefined;
  openActivityCount?: IntFilter | null | undefined;
  openedAt?: DateTimeFilter | null | undefined;
  openedById?: IdFilter | null | undefined;
  or?: Array<CaseFilter> | null | undefined;
  orderId?: IdFilter | null | undefined;
  orderLineId?: IdFilter | null | undefined;
  parentId?: IdFilter | null | undefined;
  priority?: PriorityFilter | null | undefined;
  productId?: IdFilter | null | undefined;
  /** The queue that it is in, as far as the viewer sees into it. */
  queue?: KeyFilter | null | undefined;
  reason?: KeyFilter | null | undefined;
  reopenCount?: IntFilter | null | undefined;
  resolvedAt?: DateTimeFilter | null | undefined;
  resolvedById?: IdFilter | null | undefined;
  routedById?: IdFilter | null | undefined;
  satisfaction?: IntFilter | null | undefined;
  /** Full text over number, title, description, comments and the asset's tag and serial number: every word, as the beginning of a word, without regard to case and accents. No word finds nothing. */
  search?: string | null | undefined;
  slaState?: SlaStateFilter | null | undefined;
  state?: CaseStateFilter | null | undefined;
  /** By key, as are type, reason, category, team and queue. */
  status?: KeyFilter | null | undefined;
  tags?: TagFilter | null | undefined;
  team?: KeyFilter | null | undefined;
  title?: StringFilter | null | undefined;
  type?: KeyFilter | null | undefined;
  updatedAt?: DateTimeFilter | null | undefined;
  view?: CaseView | null | undefined;
  workOrderId?: IdFilter | null | undefined;
};

/** How one case stands to another. */
export type CaseLinkKind =
  | 'BLOCKS'
  | 'CAUSED_BY'
  | 'DUPLICATES'
  | 'RELATES_TO';

export type CaseOrder = {
  direction?: OrderDirection;
  field: CaseOrderField;
};

/** STATUS: by the statuses' positions. */
export type CaseOrderField =
  | 'CLOSED_AT'
  | 'DUE_AT'
  | 'FIRST_RESPONSE_DUE_AT'
  | 'NUMBER'
  | 'OPENED_AT'
  | 'PRIORITY'
  | 'RESOLVED_AT'
  | 'STATUS'
  | 'TITLE'
  | 'UPDATED_AT';

export type CasePersonInput = {
  note?: string | null | undefined;
  personId: string;
  /** 1 to 255 characters. */
  relation: string;
};

/** What a status means to the engine; the names people see are CaseStatus, and theirs to change. */
export type CaseState =
  | 'CANCELED'
  | 'CLOSED'
  | 'NEW'
  | 'ON_HOLD'
  | 'OPEN'
  | 'RESOLVED';

/** Comparisons of a CaseState; those side by side must all hold. */
export type CaseStateFilter = {
  eq?: CaseState | null | undefined;
  in?: Array<CaseState> | null | undefined;
  notIn?: Array<CaseState> | null | undefined;
};

/** What is left out stays as it is. When new: grey, active, behind all others, no default. The state of a status that cases have stays. */
export type CaseStatusInput = {
  active?: boolean | null | undefined;
  /** Statuses by key; none, or null: whatever the state's own rules allow. */
  allowedNext?: Array<string> | null | undefined;
  /** As CSS writes it: #2563eb. */
  color?: string | null | undefined;
  /** True takes that place from the state's default before; a default is neither deactivated nor moved. */
  isDefault?: boolean | null | undefined;
  /** Chosen once: 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  position?: number | null | undefined;
  state: CaseState;
};

/** When new: defaultPriority NORMAL, every switch off. */
export type CaseTypeInput = {
  active?: boolean | null | undefined;
  confidential?: boolean | null | undefined;
  defaultPriority?: Priority | null | undefined;
  /** Chosen once: 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  position?: number | null | undefined;
  /** A process by key. Cases that are there stay in theirs. */
  process?: string | null | undefined;
  putsAssetInRepair?: boolean | null | undefined;
  /** Its cases need an entitlement with something left; cases that are there are asked at their resolution. */
  requiresEntitlement?: boolean | null | undefined;
  resolveInLastStageOnly?: boolean | null | undefined;
  /** A policy by key; null: the default one. Cases that are there stay under theirs. */
  slaPolicy?: string | null | undefined;
};

/** The queue filters of a service desk, as the viewer stands to the cases. Open means NEW, OPEN or ON_HOLD. */
export type CaseView =
  /** Open, assigned to the viewer or with the viewer as collaborator. */
  | 'MINE'
  /** Resolved or closed, by the viewer or while assigned to the viewer. */
  | 'MY_RESOLVED'
  /** Open, of a team that the viewer is in. */
  | 'MY_TEAMS'
  | 'OPEN'
  /** Open, with the resolution clock breached. */
  | 'OVERDUE'
  /** Resolved or closed. */
  | 'RESOLVED'
  /** Open, without an assignee. */
  | 'UNASSIGNED';

/** How a case came in. */
export type Channel =
  | 'API'
  | 'EMAIL'
  | 'IMPORT'
  | 'PHONE'
  | 'PORTAL'
  | 'WEB';

/** Comparisons of a Channel; those side by side must all hold. */
export type ChannelFilter = {
  eq?: Channel | null | undefined;
  in?: Array<Channel> | null | undefined;
  notIn?: Array<Channel> | null | undefined;
};

/** Type, reason, category, team, queue and branch are named by key. Type and reason are `other` unless given, the priority is the type's. Queue, team, assignee or priority given here win over the rules. A customer's case is of the own customer, by channel PORTAL, and not confidential. */
export type CreateCaseInput = {
  assetId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  associatedPeople?: Array<CasePersonInput> | null | undefined;
  branch?: string | null | undefined;
  category?: string | null | undefined;
  channel?: Channel;
  collaboratorIds?: Array<string> | null | undefined;
  /** The type's unless given. */
  confidential?: boolean | null | undefined;
  contactId?: string | null | undefined;
  /** The entitlement's, else the customer's that is in force and ends first, unless given. */
  contractId?: string | null | undefined;
  customerId?: string | null | undefined;
  /** At most 100,000 characters. */
  description?: string | null | undefined;
  /** One that covers the case; the most specific one that does, with something left, unless given. */
  entitlementId?: string | null | undefined;
  externalId?: string | null | undefined;
  orderId?: string | null | undefined;
  /** Alone it brings its order; with orderId it must be of that order. */
  orderLineId?: string | null | undefined;
  parentId?: string | null | undefined;
  priority?: Priority | null | undefined;
  /** The line's unless given. */
  productId?: string | null | undefined;
  queue?: string | null | undefined;
  reason?: string | null | undefined;
  /** 50 at most, of 64 characters each. */
  tags?: Array<string> | null | undefined;
  team?: string | null | undefined;
  /** 1 to 255 characters. */
  title: string;
  type?: string | null | undefined;
  /** Fresh uploads: the case's first evidence. */
  uploadIds?: Array<string> | null | undefined;
  workOrderId?: string | null | undefined;
};

/** A new person. Roles and a password need ACCESS_MANAGE. */
export type CreatePersonInput = {
  /** By key. */
  branch?: string | null | undefined;
  /** Own working hours, by key. */
  calendar?: string | null | undefined;
  /** Open cases this person may own at once; null: no limit. */
  capacity?: number | null | undefined;
  /** The customer that this person is a contact of. */
  customerId?: string | null | undefined;
  /** Unique; what one signs in with. */
  email?: string | null | undefined;
  /** Unique; with several source systems prefix it (`sap:4711`). */
  externalId?: string | null | undefined;
  /** BCP 47 language tag, such as de-AT. */
  locale?: string | null | undefined;
  name: string;
  /** 10 to 200 characters. */
  password?: string | null | undefined;
  phone?: string | null | undefined;
  /** By key. */
  roles?: Array<string> | null | undefined;
  /** By name. */
  skills?: Array<string> | null | undefined;
  /** By key. */
  teams?: Array<string> | null | undefined;
  /** The branch's, else UTC, unless given. */
  timeZone?: string | null | undefined;
  title?: string | null | undefined;
};

/** Fields side by side must all hold. */
export type CustomerFilter = {
  active?: BooleanFilter | null | undefined;
  and?: Array<CustomerFilter> | null | undefined;
  branch?: KeyFilter | null | undefined;
  /** Without regard to case. */
  email?: StringFilter | null | undefined;
  externalId?: StringFilter | null | undefined;
  id?: IdFilter | null | undefined;
  name?: StringFilter | null | undefined;
  not?: CustomerFilter | null | undefined;
  or?: Array<CustomerFilter> | null | undefined;
  /** Words, or their beginnings, of name, address, phone and id. */
  search?: string | null | undefined;
  tags?: TagFilter | null | undefined;
  updatedAt?: DateTimeFilter | null | undefined;
};

/** A new customer. */
export type CustomerInput = {
  address?: string | null | undefined;
  /** By key. */
  branch?: string | null | undefined;
  email?: string | null | undefined;
  /** Unique; with several source systems prefix it (`sap:4711`). */
  externalId?: string | null | undefined;
  kind?: CustomerKind;
  name: string;
  phone?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  /** Null: the branch's. */
  timeZone?: string | null | undefined;
};

/** Whether a customer is many people or one. */
export type CustomerKind =
  | 'INDIVIDUAL'
  | 'ORGANIZATION';

/** Comparisons of a calendar date. */
export type DateFilter = {
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
};

/** `past`: from this long ago until now; `next`: from now until this far ahead. Both move with the clock, so saved views and rules stay true. */
export type DateTimeFilter = {
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
  next?: string | null | undefined;
  past?: string | null | undefined;
};

/** Which way a call or a mail went. */
export type Direction =
  | 'INCOMING'
  | 'OUTGOING';

/** A mail, in or out: recorded, not sent. */
export type EmailInput = {
  assigneeId?: string | null | undefined;
  caseId?: string | null | undefined;
  /** 100 at most. */
  cc?: Array<string> | null | undefined;
  /** It was sent, or read. One that went out is an answer to its case's customer. */
  completed?: boolean;
  /** The case's unless given. */
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  direction: Direction;
  dueAt?: string | null | undefined;
  from?: string | null | undefined;
  /** The mail's Message-ID. */
  messageId?: string | null | undefined;
  priority?: Priority;
  /** By key. */
  queue?: string | null | undefined;
  /** 1 to 255 characters. */
  subject: string;
  /** By key. */
  team?: string | null | undefined;
  /** 100 at most. */
  to?: Array<string> | null | undefined;
  /** Fresh uploads. */
  uploadIds?: Array<string> | null | undefined;
};

/** Every value of `extensions.code` that this API answers on purpose. */
export type ErrorCode =
  /** Somebody else holds the queue item. extensions.workedById. */
  | 'ALREADY_PICKED'
  | 'BAD_REQUEST'
  /** extensions.violations lists {path, rule, message}. */
  | 'BAD_USER_INPUT'
  /** The case is resolved, closed, canceled or merged: read-only until reactivated. */
  | 'CASE_READ_ONLY'
  /** expectedVersion did not match, a unique value is taken, or the thing is still in use. extensions.currentVersion where it applies. */
  | 'CONFLICT'
  /** The cursor is older than what the event log keeps. extensions.oldestCursor. */
  | 'CURSOR_EXPIRED'
  | 'ENTITLEMENT_EXHAUSTED'
  | 'FORBIDDEN'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  /** Same Idempotency-Key, other request. */
  | 'IDEMPOTENCY_MISMATCH'
  /** A fault of ours; the log has it under extensions.requestId. */
  | 'INTERNAL_SERVER_ERROR'
  /** The status, stage or activity step is not allowed from here. extensions.allowed lists what is. */
  | 'INVALID_TRANSITION'
  | 'NOT_FOUND'
  /** Open activities block the step. extensions.activityIds lists them. */
  | 'OPEN_ACTIVITIES'
  /** Open child cases block the step. extensions.caseIds lists them. */
  | 'OPEN_CHILD_CASES'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'QUERY_TOO_COMPLEX'
  /** extensions.retryAfterSeconds. */
  | 'RATE_LIMITED'
  | 'SCHEDULE_CONFLICT'
  | 'STAGE_INCOMPLETE'
  /** A statement ran past its time; nothing was written. Ask for less at once. */
  | 'TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE';

/** What an event of the log is called. */
export type EventType =
  | 'ACTIVITY_ASSIGNED'
  | 'ACTIVITY_CANCELED'
  | 'ACTIVITY_COMPLETED'
  | 'ACTIVITY_CREATED'
  | 'ACTIVITY_DELETED'
  | 'ACTIVITY_UPDATED'
  | 'ARTICLE_ARCHIVED'
  | 'ARTICLE_PUBLISHED'
  | 'ASSET_CREATED'
  | 'ASSET_UPDATED'
  | 'CASE_ASSIGNED'
  | 'CASE_CANCELED'
  | 'CASE_CLOSED'
  | 'CASE_CREATED'
  | 'CASE_ESCALATED'
  | 'CASE_HELD'
  | 'CASE_MERGED'
  | 'CASE_PRIORITY_CHANGED'
  | 'CASE_RATED'
  | 'CASE_REACTIVATED'
  | 'CASE_RESOLVED'
  | 'CASE_RESUMED'
  | 'CASE_ROUTED'
  | 'CASE_STATUS_CHANGED'
  | 'CASE_UPDATED'
  | 'COMMENT_ADDED'
  | 'COMMENT_DELETED'
  | 'COMMENT_EDITED'
  | 'CUSTOMER_CREATED'
  | 'CUSTOMER_UPDATED'
  | 'EVIDENCE_ADDED'
  | 'EVIDENCE_REMOVED'
  | 'PERSON_CREATED'
  | 'PERSON_UPDATED'
  | 'QUEUE_ITEM_ADDED'
  | 'QUEUE_ITEM_MOVED'
  | 'QUEUE_ITEM_PICKED'
  | 'QUEUE_ITEM_RELEASED'
  | 'QUEUE_ITEM_REMOVED'
  | 'SLA_BREACHED'
  | 'SLA_CHANGED'
  | 'SLA_MET'
  | 'SLA_WARNED'
  | 'SUPPLIER_RETURN_CHANGED'
  | 'SUPPLIER_RETURN_OPENED';

/** One modelled field. `options` go with CHOICE and MULTI_CHOICE; `unit`, `min` and `max` with NUMBER; `pattern` with TEXT and URL. */
export type FieldDefinitionInput = {
  /** Small letters, digits and _, beginning with a letter; 63 at most. */
  key: string;
  kind: FieldKind;
  label: string;
  max?: number | null | undefined;
  min?: number | null | undefined;
  /** At most 500. */
  options?: Array<string> | null | undefined;
  /** What the whole value must match, in RE2's syntax (no look-around, no back-references); at most 500 characters. */
  pattern?: string | null | undefined;
  required?: boolean;
  unit?: string | null | undefined;
};

/** What kind of value a modelled field holds. */
export type FieldKind =
  | 'BOOLEAN'
  | 'CHOICE'
  | 'DATE'
  | 'MULTI_CHOICE'
  | 'NUMBER'
  | 'TEXT'
  | 'URL';

/** Comparisons of an id; those side by side must all hold. */
export type IdFilter = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  notIn?: Array<string> | null | undefined;
};

/** What is left out stays as it is; null clears it. `fields` merges by key; null takes a value away. Found by externalId, else by our own id. */
export type ImportAssetInput = {
  customerExternalId?: string | null | undefined;
  externalId: string;
  fields?: Record<string, unknown> | null | undefined;
  holderEmail?: string | null | undefined;
  location?: string | null | undefined;
  name: string;
  notes?: string | null | undefined;
  /** Of an asset that is there, or of an earlier row. */
  parentTag?: string | null | undefined;
  productSku?: string | null | undefined;
  purchasedOn?: string | null | undefined;
  serialNumber?: string | null | undefined;
  /** When new: IN_SERVICE. */
  status?: AssetStatus | null | undefined;
  tag: string;
  /** By key. */
  type: string;
  warrantyUntil?: string | null | undefined;
};

/** History may be given: an import keeps the instants it is told, sends no notification and re-derives the clocks. What is left out stays as it is; null clears it. An instant that the told status does not have, such as closedAt of an open case, is not kept. */
export type ImportCaseInput = {
  assetTag?: string | null | undefined;
  assigneeEmail?: string | null | undefined;
  branch?: string | null | undefined;
  cancelReason?: string | null | undefined;
  canceledAt?: string | null | undefined;
  category?: string | null | undefined;
  /** IMPORT unless given. */
  channel?: Channel | null | undefined;
  closedAt?: string | null | undefined;
  confidential?: boolean | null | undefined;
  contactEmail?: string | null | undefined;
  customerExternalId?: string | null | undefined;
  description?: string | null | undefined;
  escalationLevel?: number | null | undefined;
  /** 1 to 255 characters. */
  externalId: string;
  firstRespondedAt?: string | null | undefined;
  holdReason?: string | null | undefined;
  openedAt?: string | null | undefined;
  orderNumber?: string | null | undefined;
  parentExternalId?: string | null | undefined;
  priority?: Priority | null | undefined;
  productSku?: string | null | undefined;
  /** Of an unfinished case; null takes it off. */
  queue?: string | null | undefined;
  reason?: string | null | undefined;
  reopenCount?: number | null | undefined;
  resolutionNotes?: string | null | undefined;
  /** `other` unless given. */
  resolutionPath?: string | null | undefined;
  resolvedAt?: string | null | undefined;
  resolvedByEmail?: string | null | undefined;
  /** 1 to 5. */
  satisfaction?: number | null | undefined;
  /** By key; when new what the instants mean, else the default of NEW. */
  status?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  team?: string | null | undefined;
  /** 1 to 255 characters. */
  title: string;
  type?: string | null | undefined;
  workOrderNumber?: string | null | undefined;
};

/** A comment on a case that is there, as it was said then; the author is left out where nobody here said it. */
export type ImportCommentInput = {
  authorEmail?: string | null | undefined;
  /** At most 100,000 characters. */
  body: string;
  /** The case's externalId, or its id. */
  caseExternalId: string;
  createdAt: string;
  externalId: string;
  internal: boolean;
};

/** What is left out stays as it is; null clears it. Found by externalId, else by our own id. */
export type ImportCustomerInput = {
  /** When new: true. */
  active?: boolean | null | undefined;
  address?: string | null | undefined;
  /** By key. */
  branch?: string | null | undefined;
  email?: string | null | undefined;
  externalId: string;
  /** When new: ORGANIZATION. */
  kind?: CustomerKind | null | undefined;
  name: string;
  phone?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  timeZone?: string | null | undefined;
};

/** What was imported. Grows as rooms are added. */
export type ImportKind =
  | 'ASSETS'
  | 'CASES'
  | 'COMMENTS'
  | 'CUSTOMERS'
  | 'ORDERS'
  | 'PEOPLE'
  | 'PRODUCTS'
  | 'WORK_ORDERS';

/** What is left out stays as it is, null clears it, a list replaces the whole list. Roles, and the e-mail address and activity of who has a role, are taken by ACCESS_MANAGE only. Found by externalId, else by our own id. */
export type ImportPersonInput = {
  /** When new: true. False hands the open work back. */
  active?: boolean | null | undefined;
  /** By key. */
  branch?: string | null | undefined;
  capacity?: number | null | undefined;
  customerExternalId?: string | null | undefined;
  email?: string | null | undefined;
  externalId: string;
  locale?: string | null | undefined;
  name: string;
  phone?: string | null | undefined;
  /** By key. */
  roles?: Array<string> | null | undefined;
  /** By name. */
  skills?: Array<string> | null | undefined;
  /** By key. */
  teams?: Array<string> | null | undefined;
  /** When new: the branch's, else UTC. */
  timeZone?: string | null | undefined;
  title?: string | null | undefined;
};

/** Whether an import is over, and how. */
export type ImportState =
  | 'DONE'
  | 'FAILED'
  | 'RUNNING';

/** Comparisons of a whole number. */
export type IntFilter = {
  eq?: number | null | undefined;
  gt?: number | null | undefined;
  gte?: number | null | undefined;
  in?: Array<number> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: number | null | undefined;
  lte?: number | null | undefined;
};

/** Comparisons of a key, such as a status's or a team's. */
export type KeyFilter = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  notIn?: Array<string> | null | undefined;
};

/** What is left out stays as it is. When new: active, and behind all others. */
export type LabelInput = {
  active?: boolean | null | undefined;
  /** Chosen once: 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  position?: number | null | undefined;
};

/** What is null comes last in both. */
export type OrderDirection =
  | 'ASC'
  | 'DESC';

/** What a role may allow. */
export type Permission =
  | 'ACCESS_MANAGE'
  | 'ASSET_READ'
  | 'ASSET_WRITE'
  | 'AUDIT_READ'
  | 'DATA_TRANSFER'
  | 'INTEGRATION_MANAGE'
  | 'KNOWLEDGE_READ'
  | 'KNOWLEDGE_WRITE'
  | 'PEOPLE_READ'
  | 'PEOPLE_WRITE'
  /** A customer's own cases, assets and articles, and nothing else. */
  | 'PORTAL'
  | 'QUEUE_MANAGE'
  | 'ROUTING_MANAGE'
  | 'SERVICE_ASSIGN'
  /** See confidential cases that one neither owns, works nor leads. */
  | 'SERVICE_CONFIDENTIAL'
  /** Receive every new ticket (the central service login). */
  | 'SERVICE_DISPATCH'
  | 'SERVICE_ESCALATE'
  | 'SERVICE_OPEN'
  | 'SERVICE_READ'
  | 'SERVICE_RESOLVE'
  /** Resolve and close cases that are assigned to oneself. */
  | 'SERVICE_RESOLVE_OWN'
  | 'SERVICE_WRITE'
  | 'SETTINGS_MANAGE'
  | 'SLA_MANAGE'
  | 'SUPPLIER_RETURN_OPEN';

/** A call, in or out, that is still to be made unless `completed`. */
export type PhoneCallInput = {
  assigneeId?: string | null | undefined;
  caseId?: string | null | undefined;
  /** It has taken place. One that went out is an answer to its case's customer. */
  completed?: boolean;
  /** The case's unless given. */
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  direction: Direction;
  dueAt?: string | null | undefined;
  /** How long they talked: the time put in, unless more is said. */
  duration?: string | null | undefined;
  phone?: string | null | undefined;
  priority?: Priority;
  /** By key. */
  queue?: string | null | undefined;
  /** 1 to 255 characters. */
  subject: string;
  /** By key. */
  team?: string | null | undefined;
  /** Fresh uploads. */
  uploadIds?: Array<string> | null | undefined;
  withPersonId?: string | null | undefined;
};

/** From what can wait to what cannot. */
export type Priority =
  | 'HIGH'
  | 'LOW'
  | 'NORMAL'
  | 'URGENT';

/** Comparisons of a Priority; those side by side must all hold. */
export type PriorityFilter = {
  eq?: Priority | null | undefined;
  in?: Array<Priority> | null | undefined;
  notIn?: Array<Priority> | null | undefined;
};

export type ProcessStageInput = {
  /** 1 to 64 small letters, digits, _ and -. */
  key: string;
  /** 1 to 255 characters. */
  name: string;
  /** Names of a case's fields that must be filled before the next stage. When new: none. */
  requiredFields?: Array<string> | null | undefined;
};

/** Who may pick from a queue. */
export type QueueAccess =
  /** Its members only. Others know that it is there, and see neither who is in it nor what. */
  | 'PRIVATE'
  /** All staff who may work on cases. */
  | 'PUBLIC';

/** A new queue. The key is chosen once and never changes. */
export type QueueInput = {
  access?: QueueAccess;
  description?: string | null | undefined;
  key: string;
  memberIds?: Array<string> | null | undefined;
  name: string;
  /** Whose queue it is, by key; its members are the queue's too. A team has one queue at most. */
  team?: string | null | undefined;
};

/** Fields side by side must all hold. */
export type QueueItemFilter = {
  /** Only cases that fit; no activities. */
  cases?: CaseFilter | null | undefined;
  /** True: nobody holds it. */
  unpicked?: boolean | null | undefined;
  workedById?: IdFilter | null | undefined;
};

export type ResolveCaseInput = {
  /** To charge an entitlement in hours; the activities' time, as far as it was not charged before, unless given. */
  billableTime?: string | null | undefined;
  /** Cancels what is open instead of refusing. */
  cancelOpenActivities?: boolean;
  /** What was done; at most 10,000 characters. */
  notes: string;
  /** A resolution path, by key. */
  path: string;
  /** A status of RESOLVED; its default unless named. */
  status?: string | null | undefined;
};

/** A new rule comes last. Queue and team are named by key, skills by name. */
export type RoutingRuleInput = {
  active?: boolean;
  addTags?: Array<string> | null | undefined;
  /** An empty one fits every case. */
  condition: CaseFilter;
  name: string;
  personId?: string | null | undefined;
  queue?: string | null | undefined;
  requiredSkills?: Array<string> | null | undefined;
  setPriority?: Priority | null | undefined;
  strategy?: AssignmentStrategy;
  team?: string | null | undefined;
  toBranchManager?: boolean;
};

/** How content the customer was (CSAT). */
export type SatisfactionInput = {
  /** At most 10,000 characters. */
  comment?: string | null | undefined;
  /** 1 to 5. */
  score: number;
};

/** What can be searched for. */
export type SearchKind =
  | 'ARTICLE'
  | 'ASSET'
  | 'CASE'
  | 'CUSTOMER'
  | 'PERSON';

/** Which clock of a case. */
export type SlaKind =
  | 'FIRST_RESPONSE'
  | 'RESOLUTION';

/** Where a case's clock stands. */
export type SlaState =
  /** Past its due time; a hold that began later changes nothing about that. */
  | 'BREACHED'
  | 'CANCELED'
  | 'IN_PROGRESS'
  | 'MET'
  | 'MET_LATE'
  /** The share of the target is used up after which its policy warns. */
  | 'NEARING'
  /** Nothing is promised. */
  | 'NONE'
  | 'PAUSED';

/** Comparisons of a SlaState; those side by side must all hold. */
export type SlaStateFilter = {
  eq?: SlaState | null | undefined;
  in?: Array<SlaState> | null | undefined;
  notIn?: Array<SlaState> | null | undefined;
};

/** Comparisons of a text; those side by side must all hold. */
export type StringFilter = {
  contains?: string | null | undefined;
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  startsWith?: string | null | undefined;
};

/** Tags that a thing must have one of, all of, or none of. */
export type TagFilter = {
  all?: Array<string> | null | undefined;
  any?: Array<string> | null | undefined;
  none?: Array<string> | null | undefined;
};

/** Something to do, on a case or by itself. */
export type TaskInput = {
  assigneeId?: string | null | undefined;
  caseId?: string | null | undefined;
  /** The case's unless given. */
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  dueAt?: string | null | undefined;
  priority?: Priority;
  /** By key. */
  queue?: string | null | undefined;
  /** 1 to 255 characters. */
  subject: string;
  /** By key. */
  team?: string | null | undefined;
};

/** What an entry of a timeline tells. */
export type TimelineKind =
  | 'ACTIVITY_ADDED'
  | 'ACTIVITY_ASSIGNED'
  | 'ACTIVITY_CANCELED'
  | 'ACTIVITY_COMPLETED'
  | 'ACTIVITY_DELETED'
  | 'ACTIVITY_OVERDUE'
  | 'ACTIVITY_REOPENED'
  | 'ACTIVITY_STARTED'
  | 'ACTIVITY_UPDATED'
  | 'APPOINTMENT_MOVED'
  | 'ARTICLE_LINKED'
  | 'ARTICLE_UNLINKED'
  | 'ASSIGNED'
  | 'CANCELED'
  | 'CLOSED'
  | 'COLLABORATOR_ADDED'
  | 'COLLABORATOR_REMOVED'
  | 'COMMENTED'
  | 'COMMENT_DELETED'
  | 'COMMENT_EDITED'
  | 'CREATED'
  | 'DEQUEUED'
  | 'ENTITLEMENT_APPLIED'
  | 'ENTITLEMENT_RETURNED'
  | 'ENTITLEMENT_USED'
  | 'ESCALATED'
  | 'EVIDENCE_ADDED'
  | 'EVIDENCE_REMOVED'
  | 'HANDED_BACK'
  | 'HELD'
  | 'LINKED'
  | 'LINK_ADDED'
  | 'LINK_REMOVED'
  | 'MERGED'
  | 'MOVED'
  | 'NOTED'
  | 'OPENED'
  | 'PARENT_CHANGED'
  | 'PERSON_ASSOCIATED'
  | 'PERSON_DISSOCIATED'
  | 'PICKED'
  | 'PRIORITY_CHANGED'
  | 'QUEUED'
  | 'REACTIVATED'
  | 'RELEASED'
  | 'RESOLVED'
  | 'RESUMED'
  | 'ROUTED'
  | 'SATISFACTION_RECORDED'
  | 'SLA_BREACHED'
  | 'SLA_CANCELED'
  | 'SLA_CHANGED'
  | 'SLA_MET'
  | 'SLA_PAUSED'
  | 'SLA_RESUMED'
  | 'SLA_STARTED'
  | 'SLA_WARNED'
  | 'STAGE_CHANGED'
  | 'STATUS_CHANGED'
  | 'SUPPLIER_RETURN_CHANGED'
  | 'SUPPLIER_RETURN_OPENED'
  | 'TAGGED'
  | 'UNASSIGNED'
  | 'UNLINKED'
  | 'UNTAGGED'
  | 'UPDATED';

/** What is left out stays as it is, null clears it. Purpose, location, contact and work order are an appointment's, the person talked to, phone and duration a call's. */
export type UpdateActivityInput = {
  /** Puts it on another case; null: on none. */
  caseId?: string | null | undefined;
  contactId?: string | null | undefined;
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  dueAt?: string | null | undefined;
  duration?: string | null | undefined;
  location?: string | null | undefined;
  phone?: string | null | undefined;
  priority?: Priority | null | undefined;
  purpose?: AppointmentPurpose | null | undefined;
  subject?: string | null | undefined;
  /** Null: a call's duration or an appointment's length again. */
  timeSpent?: string | null | undefined;
  withPersonId?: string | null | undefined;
  workOrderId?: string | null | undefined;
};

/** What is left out stays as it is; a list replaces the whole list, null clears it. */
export type UpdateArticleInput = {
  /** Markdown, at most 100,000 characters. */
  body?: string | null | undefined;
  internal?: boolean | null | undefined;
  /** 50 at most, of 64 characters each. */
  tags?: Array<string> | null | undefined;
  /** 1 to 255 characters. */
  title?: string | null | undefined;
};

/** `fields` merges by key; null takes a value away. */
export type UpdateAssetInput = {
  customerId?: string | null | undefined;
  externalId?: string | null | undefined;
  fields?: Record<string, unknown> | null | undefined;
  holderId?: string | null | undefined;
  /** At most 500 characters. */
  location?: string | null | undefined;
  /** 1 to 255 characters. */
  name?: string | null | undefined;
  /** At most 100,000 characters. */
  notes?: string | null | undefined;
  /** The asset that this one is part of; never itself or a part of it. */
  parentId?: string | null | undefined;
  productId?: string | null | undefined;
  purchasedOn?: string | null | undefined;
  serialNumber?: string | null | undefined;
  status?: AssetStatus | null | undefined;
  /** Unique; 1 to 255 characters. */
  tag?: string | null | undefined;
  /** By key. The values must be right for the new type: give null for those that it does not know. */
  type?: string | null | undefined;
  warrantyUntil?: string | null | undefined;
};

/** Changes of a kind of asset. `fields` replaces the whole list. */
export type UpdateAssetTypeInput = {
  /** An inactive type takes no new assets; those it has stay. */
  active?: boolean | null | undefined;
  /** At most 10,000 characters. */
  description?: string | null | undefined;
  /** Refused where values of standing assets would break it, and where a field is left out that standing assets have values of: take those away first. */
  fields?: Array<FieldDefinitionInput> | null | undefined;
  /** 1 to 255 characters. */
  name?: string | null | undefined;
};

/** What is left out stays as it is; null clears it. */
export type UpdateCaseInput = {
  assetId?: string | null | undefined;
  branch?: string | null | undefined;
  category?: string | null | undefined;
  confidential?: boolean | null | undefined;
  contactId?: string | null | undefined;
  /** Comes with another customer or entitlement, unless given. */
  contractId?: string | null | undefined;
  customerId?: string | null | undefined;
  description?: string | null | undefined;
  /** Unless given it stays, but for another customer, or an asset or product that it is not for. */
  entitlementId?: string | null | undefined;
  externalId?: string | null | undefined;
  /** Another order leaves the former one's line behind. */
  orderId?: string | null | undefined;
  /** Alone it brings its order; with orderId it must be of that order. */
  orderLineId?: string | null | undefined;
  /** Where a line is given that has one, the line's unless given too. */
  productId?: string | null | undefined;
  reason?: string | null | undefined;
  /** 1 to 255 characters. */
  title?: string | null | undefined;
  type?: string | null | undefined;
  workOrderId?: string | null | undefined;
};

/** What is left out stays as it is, null clears it, a list replaces the whole list. */
export type UpdateQueueInput = {
  access?: QueueAccess | null | undefined;
  active?: boolean | null | undefined;
  description?: string | null | undefined;
  memberIds?: Array<string> | null | undefined;
  name?: string | null | undefined;
  /** By key. */
  team?: string | null | undefined;
};

/** What is left out stays as it is, null clears it, a list replaces the whole list. */
export type UpdateRoutingRuleInput = {
  active?: boolean | null | undefined;
  addTags?: Array<string> | null | undefined;
  condition?: CaseFilter | null | undefined;
  name?: string | null | undefined;
  personId?: string | null | undefined;
  queue?: string | null | undefined;
  requiredSkills?: Array<string> | null | undefined;
  setPriority?: Priority | null | undefined;
  strategy?: AssignmentStrategy | null | undefined;
  team?: string | null | undefined;
  toBranchManager?: boolean | null | undefined;
};

/** What is left out stays as it is, null clears it, a list replaces the whole list. */
export type UpdateTeamInput = {
  active?: boolean | null | undefined;
  /** Working hours that appointments are offered in, by key. */
  calendar?: string | null | undefined;
  description?: string | null | undefined;
  leadId?: string | null | undefined;
  memberIds?: Array<string> | null | undefined;
  name?: string | null | undefined;
  /** Kept free before and after each appointment; 24 hours at most. */
  travelBuffer?: string | null | undefined;
};

/** `size` in bytes; sha256 in hex, checked where given. */
export type UploadInput = {
  /** A media type: of an image, PDF, text, CSV, office document or video. */
  contentType: string;
  /** 1 to 255 characters. */
  filename: string;
  sha256?: string | null | undefined;
  size: unknown;
};

/** What is worth a look. Grows as rooms are added. */
export type WarningCode =
  | 'NOBODY_AVAILABLE'
  | 'NO_ENTITLEMENT'
  | 'OUTSIDE_WORKING_HOURS'
  | 'OVERLAP'
  | 'OVER_CAPACITY';

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn: { session: { accessToken: string, refreshToken: string, expiresAt: string, person: { id: string, name: string } } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewerPermissions: Array<Permission>, viewer: { id: string, name: string, email: string | null, timeZone: string, roles: Array<{ key: string }>, teams: Array<{ key: string }> } };

export type CreatePersonMutationVariables = Exact<{
  input: CreatePersonInput;
}>;


export type CreatePersonMutation = { createPerson: { person: { id: string, name: string, canSignIn: boolean } } };

export type CreateCustomerMutationVariables = Exact<{
  input: CustomerInput;
}>;


export type CreateCustomerMutation = { createCustomer: { customer: { id: string, name: string } } };

export type UpdateTeamMutationVariables = Exact<{
  key: string;
  input: UpdateTeamInput;
}>;


export type UpdateTeamMutation = { updateTeam: { team: { id: string, key: string, members: Array<{ id: string }> } } };

export type CreateTaskMutationVariables = Exact<{
  input: TaskInput;
}>;


export type CreateTaskMutation = { createTask: { cursor: string | null, activity:
      | { __typename: 'Appointment', id: string, subject: string, description: string | null, state: ActivityState, priority: Priority, dueAt: string | null, assignee: { id: string } | null, team: { key: string } | null, case: { id: string, openActivityCount: number } | null }
      | { __typename: 'Email', id: string, subject: string, description: string | null, state: ActivityState, priority: Priority, dueAt: string | null, assignee: { id: string } | null, team: { key: string } | null, case: { id: string, openActivityCount: number } | null }
      | { __typename: 'PhoneCall', id: string, subject: string, description: string | null, state: ActivityState, priority: Priority, dueAt: string | null, assignee: { id: string } | null, team: { key: string } | null, case: { id: string, openActivityCount: number } | null }
      | { __typename: 'Task', id: string, subject: string, description: string | null, state: ActivityState, priority: Priority, dueAt: string | null, assignee: { id: string } | null, team: { key: string } | null, case: { id: string, openActivityCount: number } | null }
     } };

export type CompleteActivityMutationVariables = Exact<{
  id: string;
  note?: string | null | undefined;
  timeSpent?: string | null | undefined;
}>;


export type CompleteActivityMutation = { completeActivity: { activity:
      | { id: string, state: ActivityState, outcome: string | null, timeSpent: string | null, completedAt: string | null, version: number, completedBy: { id: string } | null }
      | { id: string, state: ActivityState, outcome: string | null, timeSpent: string | null, completedAt: string | null, version: number, completedBy: { id: string } | null }
      | { id: string, state: ActivityState, outcome: string | null, timeSpent: string | null, completedAt: string | null, version: number, completedBy: { id: string } | null }
      | { id: string, state: ActivityState, outcome: string | null, timeSpent: string | null, completedAt: string | null, version: number, completedBy: { id: string } | null }
     } };

export type MyActivitiesQueryVariables = Exact<{
  filter?: ActivityFilter | null | undefined;
}>;


export type MyActivitiesQuery = { activities: { totalCount: number, nodes: Array<
      | { __typename: 'Appointment', startsAt: string, endsAt: string, location: string | null, id: string, subject: string, dueAt: string | null, case: { number: string } | null }
      | { __typename: 'Email', id: string, subject: string, dueAt: string | null, case: { number: string } | null }
      | { __typename: 'PhoneCall', id: string, subject: string, dueAt: string | null, case: { number: string } | null }
      | { __typename: 'Task', id: string, subject: string, dueAt: string | null, case: { number: string } | null }
    > } };

type ActivityLine_Appointment_Fragment = { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null };

type ActivityLine_Email_Fragment = { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null };

type ActivityLine_PhoneCall_Fragment = { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null };

type ActivityLine_Task_Fragment = { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null };

export type ActivityLineFragment =
  | ActivityLine_Appointment_Fragment
  | ActivityLine_Email_Fragment
  | ActivityLine_PhoneCall_Fragment
  | ActivityLine_Task_Fragment
;

export type LogPhoneCallMutationVariables = Exact<{
  input: PhoneCallInput;
}>;


export type LogPhoneCallMutation = { logPhoneCall: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type LogEmailMutationVariables = Exact<{
  input: EmailInput;
}>;


export type LogEmailMutation = { logEmail: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type ScheduleAppointmentMutationVariables = Exact<{
  input: AppointmentInput;
}>;


export type ScheduleAppointmentMutation = { scheduleAppointment: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
    , warnings: Array<{ code: WarningCode, message: string }> } };

export type UpdateActivityMutationVariables = Exact<{
  id: string;
  input: UpdateActivityInput;
  expectedVersion?: number | null | undefined;
}>;


export type UpdateActivityMutation = { updateActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type RescheduleAppointmentMutationVariables = Exact<{
  id: string;
  startsAt: string;
  endsAt: string;
  reason?: string | null | undefined;
}>;


export type RescheduleAppointmentMutation = { rescheduleAppointment: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
    , warnings: Array<{ code: WarningCode, message: string }> } };

export type AssignActivityMutationVariables = Exact<{
  id: string;
  personId?: string | null | undefined;
  team?: string | null | undefined;
}>;


export type AssignActivityMutation = { assignActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
    , warnings: Array<{ code: WarningCode }> } };

export type HandBackActivityMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type HandBackActivityMutation = { handBackActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type StartActivityMutationVariables = Exact<{
  id: string;
}>;


export type StartActivityMutation = { startActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, case: { currentStep: string, id: string, number: string } | null, assignee: { name: string } | null, team: { key: string } | null, customer: { id: string } | null }
     } };

export type ReopenActivityMutationVariables = Exact<{
  id: string;
}>;


export type ReopenActivityMutation = { reopenActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type CancelActivityMutationVariables = Exact<{
  id: string;
  reason?: string | null | undefined;
}>;


export type CancelActivityMutation = { cancelActivity: { activity:
      | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
      | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
     } };

export type DeleteActivityMutationVariables = Exact<{
  id: string;
}>;


export type DeleteActivityMutation = { deleteActivity: { removedId: string, case: { id: string, openActivityCount: number } | null } };

export type OpenCaseFromActivityMutationVariables = Exact<{
  activityId: string;
  input: CreateCaseInput;
}>;


export type OpenCaseFromActivityMutation = { openCaseFromActivity: { case: { id: string, number: string, channel: Channel, customer: { id: string } | null, contact: { name: string } | null, origin:
        | { __typename: 'Appointment', startsAt: string, endsAt: string, purpose: AppointmentPurpose, location: string | null, rescheduleCount: number, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, contact: { name: string } | null, workOrder: { number: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
        | { __typename: 'Email', direction: Direction, from: string | null, to: Array<string>, cc: Array<string>, messageId: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, attachments: Array<{ filename: string }>, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
        | { __typename: 'PhoneCall', direction: Direction, phone: string | null, duration: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, withPerson: { name: string } | null, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
        | { __typename: 'Task', id: string, subject: string, state: ActivityState, dueAt: string | null, startedAt: string | null, outcome: string | null, timeSpent: string | null, version: number, assignee: { name: string } | null, team: { key: string } | null, case: { id: string, number: string } | null, customer: { id: string } | null }
       | null } } };

export type ActivityTimelineQueryVariables = Exact<{
  caseId: string;
}>;


export type ActivityTimelineQuery = { case: { state: CaseState, firstRespondedAt: string | null, currentStep: string, timeSpent: string, timeline: { nodes: Array<{ kind: TimelineKind, summary: string, note: string | null, changes: Array<{ field: string, from: string | null, to: string | null }>, activity:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
         | null }> } } | null };

export type AvailableSlotsQueryVariables = Exact<{
  team?: string | null | undefined;
  personIds?: Array<string> | string | null | undefined;
  from: string;
  until: string;
  duration: string;
  skills?: Array<string> | string | null | undefined;
  first?: number;
}>;


export type AvailableSlotsQuery = { availableSlots: Array<{ startsAt: string, endsAt: string, person: { id: string, name: string } }> };

export type CreateAssetTypeMutationVariables = Exact<{
  input: AssetTypeInput;
}>;


export type CreateAssetTypeMutation = { createAssetType: { assetType: { id: string, key: string, name: string, active: boolean, fields: Array<{ key: string, label: string, kind: FieldKind, required: boolean, options: Array<string>, unit: string | null, pattern: string | null, min: number | null, max: number | null }> } } };

export type UpdateAssetTypeMutationVariables = Exact<{
  key: string;
  input: UpdateAssetTypeInput;
}>;


export type UpdateAssetTypeMutation = { updateAssetType: { assetType: { key: string, name: string, description: string | null, active: boolean, assetCount: number, fields: Array<{ key: string, label: string, kind: FieldKind, required: boolean, options: Array<string>, unit: string | null, pattern: string | null, min: number | null, max: number | null }> } } };

export type CreateAssetMutationVariables = Exact<{
  input: AssetInput;
}>;


export type CreateAssetMutation = { createAsset: { asset: { id: string, tag: string, name: string, status: AssetStatus, fields: Record<string, unknown>, underWarranty: boolean, type: { key: string }, customer: { id: string } | null, holder: { id: string } | null } } };

export type UpdateAssetMutationVariables = Exact<{
  id: string;
  input: UpdateAssetInput;
  expectedVersion?: number | null | undefined;
}>;


export type UpdateAssetMutation = { updateAsset: { asset: { id: string, externalId: string | null, tag: string, name: string, serialNumber: string | null, status: AssetStatus, location: string | null, purchasedOn: string | null, warrantyUntil: string | null, fields: Record<string, unknown>, notes: string | null, version: number, type: { key: string }, customer: { id: string } | null, holder: { id: string } | null, product: { id: string } | null, parent: { tag: string } | null, components: Array<{ tag: string }> } } };

export type AssetTagsQueryVariables = Exact<{
  filter?: AssetFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AssetTagsQuery = { assets: { totalCount: number, nodes: Array<{ tag: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AssetHistoryQueryVariables = Exact<{
  tag: string;
}>;


export type AssetHistoryQuery = { asset: { tag: string, name: string, underWarranty: boolean, openCaseCount: number, cases: { totalCount: number, nodes: Array<{ number: string, title: string, state: CaseState }> }, timeline: { nodes: Array<{ kind: TimelineKind, summary: string, case: { number: string } | null }> } } | null };

export type AssetTimelineQueryVariables = Exact<{
  tag: string;
  kinds?: Array<TimelineKind> | TimelineKind | null | undefined;
  includeCases?: boolean;
}>;


export type AssetTimelineQuery = { asset: { timeline: { totalCount: number, nodes: Array<{ kind: TimelineKind, summary: string, actor: { name: string } | null, changes: Array<{ field: string, from: string | null, to: string | null }>, case: { number: string } | null }> } } | null };

export type CaseLineFragment = { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null };

export type CreateCaseMutationVariables = Exact<{
  input: CreateCaseInput;
}>;


export type CreateCaseMutation = { createCase: { cursor: string | null, case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null }, warnings: Array<{ code: WarningCode, message: string }> } };

export type UpdateCaseMutationVariables = Exact<{
  id: string;
  input: UpdateCaseInput;
  expectedVersion?: number | null | undefined;
}>;


export type UpdateCaseMutation = { updateCase: { case: { description: string, confidential: boolean, id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, type: { key: string }, reason: { key: string }, category: { key: string } | null, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type SetCasePriorityMutationVariables = Exact<{
  id: string;
  priority: Priority;
  expectedVersion?: number | null | undefined;
}>;


export type SetCasePriorityMutation = { setCasePriority: { case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type AssignCaseMutationVariables = Exact<{
  id: string;
  personId?: string | null | undefined;
  team?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type AssignCaseMutation = { assignCase: { cursor: string | null, case: { assignedAt: string | null, id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type CommentOnCaseMutationVariables = Exact<{
  id: string;
  body: string;
  internal?: boolean;
}>;


export type CommentOnCaseMutation = { commentOnCase: { cursor: string | null, comment: { id: string, body: string, internal: boolean, createdAt: string, author: { id: string, name: string } | null, case: { state: CaseState, firstRespondedAt: string | null, version: number } } } };

export type ResolveCaseMutationVariables = Exact<{
  id: string;
  input: ResolveCaseInput;
  expectedVersion?: number | null | undefined;
}>;


export type ResolveCaseMutation = { resolveCase: { cursor: string | null, case: { resolvedAt: string | null, viewerCan: Array<CaseAction>, id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, resolution: { notes: string, resolvedAt: string, path: { key: string }, resolvedBy: { id: string } | null } | null, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type ReactivateCaseMutationVariables = Exact<{
  id: string;
  reason: string;
  status?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type ReactivateCaseMutation = { reactivateCase: { cursor: string | null, case: { resolvedAt: string | null, reopenCount: number, id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, resolution: { notes: string } | null, resolutions: Array<{ notes: string }>, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type DispatcherListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: CaseFilter | null | undefined;
  orderBy?: Array<CaseOrder> | CaseOrder | null | undefined;
}>;


export type DispatcherListQuery = { cases: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CasePageQueryVariables = Exact<{
  id: string;
}>;


export type CasePageQuery = { case: { description: string, channel: Channel, tags: Array<string>, confidential: boolean, reopenCount: number, viewerCan: Array<CaseAction>, id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, type: { key: string, name: string }, reason: { key: string, name: string }, category: { key: string, name: string } | null, customer: { id: string, name: string } | null, contact: { id: string, name: string } | null, collaborators: Array<{ id: string, name: string }>, associatedPeople: Array<{ relation: string, note: string | null, person: { id: string, name: string } }>, resolution: { notes: string, path: { key: string } } | null, activities: { nodes: Array<
        | { __typename: 'Appointment', id: string, subject: string, state: ActivityState, dueAt: string | null, assignee: { name: string } | null }
        | { __typename: 'Email', id: string, subject: string, state: ActivityState, dueAt: string | null, assignee: { name: string } | null }
        | { __typename: 'PhoneCall', id: string, subject: string, state: ActivityState, dueAt: string | null, assignee: { name: string } | null }
        | { __typename: 'Task', outcome: string | null, id: string, subject: string, state: ActivityState, dueAt: string | null, assignee: { name: string } | null }
      > }, comments: { nodes: Array<{ id: string, body: string, internal: boolean, createdAt: string, author: { name: string } | null }> }, timeline: { totalCount: number, nodes: Array<{ id: string, cursor: string | null, kind: TimelineKind, at: string, summary: string, note: string | null, slaKind: SlaKind | null, actor: { id: string, name: string } | null, changes: Array<{ field: string, from: string | null, to: string | null }>, comment: { body: string } | null, activity:
          | { id: string, subject: string }
          | { id: string, subject: string }
          | { id: string, subject: string }
          | { id: string, subject: string }
         | null }> }, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } | null };

export type CaseByNumberQueryVariables = Exact<{
  number: string;
}>;


export type CaseByNumberQuery = { case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } | null };

export type CaseFormQueryVariables = Exact<{ [key: string]: never; }>;


export type CaseFormQuery = { caseTypes: Array<{ key: string, name: string, defaultPriority: Priority, confidential: boolean }>, reasonCodes: Array<{ key: string, name: string }>, caseCategories: Array<{ key: string, name: string, parent: { key: string } | null, children: Array<{ key: string }> }>, caseStatuses: Array<{ key: string, name: string, state: CaseState, color: string, isDefault: boolean }>, resolutionPaths: Array<{ key: string, name: string }>, teams: Array<{ key: string, name: string }> };

export type CreateUploadMutationVariables = Exact<{
  input: UploadInput;
}>;


export type CreateUploadMutation = { createUpload: { uploadId: string, url: string, expiresAt: string, headers: Array<{ name: string, value: string }> } };

export type AttachMutationVariables = Exact<{
  subjectId: string;
  uploadId: string;
  caption?: string | null | undefined;
  internal?: boolean | null | undefined;
}>;


export type AttachMutation = { attach: { attachment: { id: string, filename: string, contentType: string, size: unknown, sha256: string, url: string }, case: { id: string, evidence: Array<{ id: string }> } | null } };

export type RemoveAttachmentMutationVariables = Exact<{
  id: string;
}>;


export type RemoveAttachmentMutation = { removeAttachment: { removedId: string, case: { id: string } | null } };

export type AddLinkMutationVariables = Exact<{
  subjectId: string;
  title: string;
  url: string;
}>;


export type AddLinkMutation = { addLink: { link: { id: string, title: string, url: string } } };

export type RemoveLinkMutationVariables = Exact<{
  id: string;
}>;


export type RemoveLinkMutation = { removeLink: { removedId: string } };

export type EvidenceOfCaseQueryVariables = Exact<{
  id: string;
}>;


export type EvidenceOfCaseQuery = { case: { evidence: Array<{ id: string, filename: string, contentType: string, size: unknown, caption: string | null, internal: boolean, createdAt: string, url: string, uploadedBy: { name: string } | null }>, links: Array<{ id: string, title: string, url: string }>, comments: { nodes: Array<{ body: string, attachments: Array<{ id: string, filename: string, contentType: string, size: unknown, caption: string | null, internal: boolean, createdAt: string, url: string, uploadedBy: { name: string } | null }> }> } } | null };

export type AttachmentLineFragment = { id: string, filename: string, contentType: string, size: unknown, caption: string | null, internal: boolean, createdAt: string, url: string, uploadedBy: { name: string } | null };

export type CreateArticleMutationVariables = Exact<{
  input: ArticleInput;
}>;


export type CreateArticleMutation = { createArticle: { article: { id: string, number: string, title: string, state: ArticleState, version: number } } };

export type UpdateArticleMutationVariables = Exact<{
  id: string;
  input: UpdateArticleInput;
  expectedVersion?: number | null | undefined;
}>;


export type UpdateArticleMutation = { updateArticle: { article: { id: string, number: string, title: string, body: string, internal: boolean, tags: Array<string>, state: ArticleState, version: number, wordings: Array<{ version: number, title: string, replacedAt: string, replacedBy: { name: string } | null }> } } };

export type PublishArticleMutationVariables = Exact<{
  id: string;
}>;


export type PublishArticleMutation = { publishArticle: { article: { id: string, number: string, state: ArticleState, publishedAt: string | null, version: number } } };

export type ArchiveArticleMutationVariables = Exact<{
  id: string;
}>;


export type ArchiveArticleMutation = { archiveArticle: { article: { id: string, number: string, state: ArticleState, version: number } } };

export type LinkArticleMutationVariables = Exact<{
  caseId: string;
  articleId: string;
}>;


export type LinkArticleMutation = { linkArticle: { cursor: string | null, case: { id: string, number: string, articles: Array<{ id: string, number: string, title: string }> } } };

export type UnlinkArticleMutationVariables = Exact<{
  caseId: string;
  articleId: string;
}>;


export type UnlinkArticleMutation = { unlinkArticle: { cursor: string | null, case: { id: string, number: string, articles: Array<{ id: string, number: string, title: string }> } } };

export type ArticleQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type ArticleQuery = { article: { id: string, number: string, title: string, body: string, state: ArticleState, internal: boolean, tags: Array<string>, caseCount: number, publishedAt: string | null, updatedAt: string, version: number, author: { id: string, name: string } | null } | null };

export type ArticlesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
}>;


export type ArticlesQuery = { articles: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, state: ArticleState, internal: boolean, tags: Array<string>, publishedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SuggestedArticlesQueryVariables = Exact<{
  caseId?: string | null | undefined;
  text?: string | null | undefined;
  first?: number;
}>;


export type SuggestedArticlesQuery = { suggestedArticles: Array<{ id: string, number: string, title: string }> };

export type SearchQueryVariables = Exact<{
  query: string;
  kinds?: Array<SearchKind> | SearchKind | null | undefined;
  first?: number;
}>;


export type SearchQuery = { search: Array<{ rank: number, snippet: string, subject:
      | { __typename: 'Article', id: string, number: string, title: string, articleState: ArticleState }
      | { __typename: 'Asset', id: string, tag: string, name: string }
      | { __typename: 'Case', id: string, number: string, title: string, state: CaseState }
      | { __typename: 'Customer', id: string, name: string }
      | { __typename: 'Person', id: string, name: string, email: string | null }
     }> };

export type CaseStandingFragment = { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> };

export type SetCaseStatusMutationVariables = Exact<{
  id: string;
  status: string;
  note?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type SetCaseStatusMutation = { setCaseStatus: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type HoldCaseMutationVariables = Exact<{
  id: string;
  reason: string;
  until?: string | null | undefined;
  status?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type HoldCaseMutation = { holdCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type ResumeCaseMutationVariables = Exact<{
  id: string;
  status?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type ResumeCaseMutation = { resumeCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type EscalateCaseMutationVariables = Exact<{
  id: string;
  reason: string;
  expectedVersion?: number | null | undefined;
}>;


export type EscalateCaseMutation = { escalateCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type HandBackCaseMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type HandBackCaseMutation = { handBackCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type CloseCaseMutationVariables = Exact<{
  id: string;
  satisfaction?: SatisfactionInput | null | undefined;
  status?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type CloseCaseMutation = { closeCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type RateCaseMutationVariables = Exact<{
  id: string;
  satisfaction: SatisfactionInput;
}>;


export type RateCaseMutation = { rateCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type CancelCaseMutationVariables = Exact<{
  id: string;
  reason: string;
  status?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}>;


export type CancelCaseMutation = { cancelCase: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type AdvanceStageMutationVariables = Exact<{
  caseId: string;
  expectedVersion?: number | null | undefined;
}>;


export type AdvanceStageMutation = { advanceStage: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type ReturnStageMutationVariables = Exact<{
  caseId: string;
  expectedVersion?: number | null | undefined;
}>;


export type ReturnStageMutation = { returnStage: { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } } };

export type CaseStandingOfQueryVariables = Exact<{
  id: string;
}>;


export type CaseStandingOfQuery = { case: { id: string, number: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, holdReason: string | null, holdUntil: string | null, escalationLevel: number, escalatedAt: string | null, viewerCan: Array<CaseAction>, closedAt: string | null, canceledAt: string | null, cancelReason: string | null, currentStep: string, version: number, status: { key: string }, assignee: { id: string } | null, team: { key: string } | null, process: { enteredAt: string, missingFields: Array<string>, completed: boolean, process: { key: string }, stage: { key: string, name: string, position: number, requiredFields: Array<string> } } | null, satisfaction: { score: number, comment: string | null, recordedBy: { id: string } | null } | null, resolution: { notes: string } | null, resolutions: Array<{ notes: string }> } | null };

export type SaveCaseStatusMutationVariables = Exact<{
  input: CaseStatusInput;
}>;


export type SaveCaseStatusMutation = { saveCaseStatus: { status: { id: string, key: string, name: string, state: CaseState, color: string, position: number, isDefault: boolean, active: boolean, allowedNext: Array<{ key: string }> } } };

export type SaveCaseTypeMutationVariables = Exact<{
  input: CaseTypeInput;
}>;


export type SaveCaseTypeMutation = { saveCaseType: { type: { id: string, key: string, name: string, position: number, active: boolean, defaultPriority: Priority, confidential: boolean, putsAssetInRepair: boolean, resolveInLastStageOnly: boolean, process: { key: string } | null, slaPolicy: { key: string } | null } } };

export type SaveCaseCategoryMutationVariables = Exact<{
  input: CaseCategoryInput;
}>;


export type SaveCaseCategoryMutation = { saveCaseCategory: { category: { id: string, key: string, name: string, position: number, active: boolean, parent: { key: string } | null, children: Array<{ key: string }> } } };

export type SaveReasonCodeMutationVariables = Exact<{
  input: LabelInput;
}>;


export type SaveReasonCodeMutation = { saveReasonCode: { reason: { id: string, key: string, name: string, position: number, active: boolean } } };

export type SaveResolutionPathMutationVariables = Exact<{
  input: LabelInput;
}>;


export type SaveResolutionPathMutation = { saveResolutionPath: { path: { id: string, key: string, name: string, position: number, active: boolean } } };

export type SaveBusinessProcessMutationVariables = Exact<{
  input: BusinessProcessInput;
}>;


export type SaveBusinessProcessMutation = { saveBusinessProcess: { process: { id: string, key: string, name: string, active: boolean, stages: Array<{ key: string, name: string, position: number, requiredFields: Array<string> }> } } };

export type SettingsQueryVariables = Exact<{
  includeInactive?: boolean;
}>;


export type SettingsQuery = { caseStatuses: Array<{ key: string, name: string, state: CaseState, position: number, isDefault: boolean, active: boolean, allowedNext: Array<{ key: string }> }>, caseTypes: Array<{ key: string, active: boolean }>, caseCategories: Array<{ key: string, active: boolean, parent: { key: string } | null }>, reasonCodes: Array<{ key: string, active: boolean }>, resolutionPaths: Array<{ key: string, active: boolean }>, businessProcesses: Array<{ key: string, active: boolean, stages: Array<{ key: string }> }> };

export type QueueItemLineFragment = { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
    | { __typename: 'Appointment' }
    | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
    | { __typename: 'Email' }
    | { __typename: 'PhoneCall' }
    | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
  , workedBy: { id: string, name: string } | null };

export type CreateQueueMutationVariables = Exact<{
  input: QueueInput;
}>;


export type CreateQueueMutation = { createQueue: { queue: { id: string, key: string, name: string, access: QueueAccess, active: boolean, viewerIsMember: boolean, team: { key: string } | null, members: Array<{ name: string }> } } };

export type UpdateQueueMutationVariables = Exact<{
  key: string;
  input: UpdateQueueInput;
}>;


export type UpdateQueueMutation = { updateQueue: { queue: { id: string, key: string, name: string, description: string | null, access: QueueAccess, active: boolean, team: { key: string, queue: { key: string } | null } | null, members: Array<{ name: string }> } } };

export type QueueBoardQueryVariables = Exact<{
  key: string;
  filter?: QueueItemFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QueueBoardQuery = { queue: { name: string, access: QueueAccess, itemCount: number, unpickedCount: number, oldestEnteredAt: string | null, viewerIsMember: boolean, members: Array<{ name: string }>, items: { totalCount: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
          | { __typename: 'Appointment' }
          | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
          | { __typename: 'Email' }
          | { __typename: 'PhoneCall' }
          | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
        , workedBy: { id: string, name: string } | null }> } } | null };

export type AddToQueueMutationVariables = Exact<{
  subjectId: string;
  queue: string;
}>;


export type AddToQueueMutation = { addToQueue: { cursor: string | null, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } } };

export type RemoveFromQueueMutationVariables = Exact<{
  itemId: string;
}>;


export type RemoveFromQueueMutation = { removeFromQueue: { removedId: string, cursor: string | null, case: { id: string, queueItem: { id: string } | null } | null } };

export type MoveQueueItemMutationVariables = Exact<{
  itemId: string;
  queue: string;
}>;


export type MoveQueueItemMutation = { moveQueueItem: { cursor: string | null, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } } };

export type PickQueueItemMutationVariables = Exact<{
  itemId: string;
}>;


export type PickQueueItemMutation = { pickQueueItem: { cursor: string | null, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } } };

export type PickNextMutationVariables = Exact<{
  queue: string;
}>;


export type PickNextMutation = { pickNext: { cursor: string | null, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } | null } };

export type ReleaseQueueItemMutationVariables = Exact<{
  itemId: string;
}>;


export type ReleaseQueueItemMutation = { releaseQueueItem: { cursor: string | null, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } } };

export type QueueChangedSubscriptionVariables = Exact<{
  queue: string;
  after?: string | null | undefined;
}>;


export type QueueChangedSubscription = { queueChanged: { cursor: string, type: EventType, removedItemId: string | null, actor: { name: string } | null, queue: { key: string }, item: { id: string, enteredAt: string, workedSince: string | null, queue: { key: string }, subject:
        | { __typename: 'Appointment' }
        | { __typename: 'Case', id: string, number: string, title: string, priority: Priority, dueAt: string | null, assignee: { id: string, name: string } | null }
        | { __typename: 'Email' }
        | { __typename: 'PhoneCall' }
        | { __typename: 'Task', id: string, subject: string, assignee: { id: string, name: string } | null }
      , workedBy: { id: string, name: string } | null } | null } };

export type RuleLineFragment = { id: string, name: string, position: number, active: boolean, condition: Record<string, unknown>, toBranchManager: boolean, setPriority: Priority | null, addTags: Array<string>, strategy: AssignmentStrategy, matchCount: number, queue: { key: string } | null, team: { key: string } | null, person: { name: string } | null, requiredSkills: Array<{ name: string }> };

export type RoutingRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RoutingRulesQuery = { routingRules: Array<{ id: string, name: string, position: number, active: boolean, condition: Record<string, unknown>, toBranchManager: boolean, setPriority: Priority | null, addTags: Array<string>, strategy: AssignmentStrategy, matchCount: number, queue: { key: string } | null, team: { key: string } | null, person: { name: string } | null, requiredSkills: Array<{ name: string }> }> };

export type CreateRoutingRuleMutationVariables = Exact<{
  input: RoutingRuleInput;
}>;


export type CreateRoutingRuleMutation = { createRoutingRule: { rule: { id: string, name: string, position: number, active: boolean, condition: Record<string, unknown>, toBranchManager: boolean, setPriority: Priority | null, addTags: Array<string>, strategy: AssignmentStrategy, matchCount: number, queue: { key: string } | null, team: { key: string } | null, person: { name: string } | null, requiredSkills: Array<{ name: string }> } } };

export type UpdateRoutingRuleMutationVariables = Exact<{
  id: string;
  input: UpdateRoutingRuleInput;
}>;


export type UpdateRoutingRuleMutation = { updateRoutingRule: { rule: { id: string, name: string, position: number, active: boolean, condition: Record<string, unknown>, toBranchManager: boolean, setPriority: Priority | null, addTags: Array<string>, strategy: AssignmentStrategy, matchCount: number, queue: { key: string } | null, team: { key: string } | null, person: { name: string } | null, requiredSkills: Array<{ name: string }> } } };

export type DeleteRoutingRuleMutationVariables = Exact<{
  id: string;
}>;


export type DeleteRoutingRuleMutation = { deleteRoutingRule: { removedId: string } };

export type ReorderRoutingRulesMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ReorderRoutingRulesMutation = { reorderRoutingRules: Array<{ name: string, position: number }> };

export type PreviewRoutingQueryVariables = Exact<{
  input: CreateCaseInput;
}>;


export type PreviewRoutingQuery = { previewRouting: { priority: Priority, tags: Array<string>, rule: { name: string } | null, queue: { key: string } | null, team: { key: string } | null, person: { name: string } | null, trace: Array<{ matched: boolean, rule: { name: string } }> } };

export type RouteCaseMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type RouteCaseMutation = { routeCase: { case: { priority: Priority, tags: Array<string>, id: string, number: string, title: string, state: CaseState, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, routedBy: { name: string } | null, queueItem: { queue: { key: string }, workedBy: { name: string } | null } | null, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null }, warnings: Array<{ code: WarningCode, message: string }> } };

export type CaseRouteQueryVariables = Exact<{
  id: string;
}>;


export type CaseRouteQuery = { case: { priority: Priority, tags: Array<string>, team: { key: string } | null, assignee: { name: string } | null, routedBy: { name: string } | null, queueItem: { queue: { key: string }, workedBy: { name: string } | null } | null, timeline: { nodes: Array<{ summary: string, changes: Array<{ field: string, from: string | null, to: string | null }> }> } } | null };

export type CurrentCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentCursorQuery = { currentCursor: string };

export type CaseCreatedSubscriptionVariables = Exact<{
  filter?: CaseFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CaseCreatedSubscription = { caseCreated: { cursor: string, type: EventType, at: string, case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } } };

export type AssignedToMeSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AssignedToMeSubscription = { assignedToMe: { cursor: string, type: EventType, lost: boolean, subjectId: string, subject:
      | { __typename: 'Appointment' }
      | { __typename: 'Case', number: string, title: string }
      | { __typename: 'Email' }
      | { __typename: 'PhoneCall' }
      | { __typename: 'Task', subject: string }
     | null, assignee: { name: string } | null, team: { key: string } | null } };

export type CaseChangedSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CaseChangedSubscription = { caseChanged: { cursor: string, type: EventType, case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null }, entry: { kind: TimelineKind, summary: string, note: string | null, changes: Array<{ field: string, from: string | null, to: string | null }> } } };

export type CasesChangedSubscriptionVariables = Exact<{
  filter?: CaseFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CasesChangedSubscription = { casesChanged: { cursor: string, type: EventType, caseId: string, matches: boolean, case: { id: string, number: string, title: string, state: CaseState, priority: Priority, dueAt: string | null, slaState: SlaState, openedAt: string, currentStep: string, openActivityCount: number, version: number, status: { key: string, name: string }, assignee: { id: string, name: string } | null, team: { key: string, name: string } | null, asset: { tag: string, name: string, customer: { name: string } | null } | null } | null, entry: { kind: TimelineKind, summary: string } | null } };

export type ActivitiesChangedSubscriptionVariables = Exact<{
  filter?: ActivityFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ActivitiesChangedSubscription = { activitiesChanged: { cursor: string, type: EventType, activityId: string, matches: boolean, activity:
      | { __typename: 'Appointment', startsAt: string, subject: string, state: ActivityState }
      | { __typename: 'Email', subject: string, state: ActivityState }
      | { __typename: 'PhoneCall', subject: string, state: ActivityState }
      | { __typename: 'Task', subject: string, state: ActivityState }
     | null, entry: { kind: TimelineKind, summary: string } | null } };

export type TagCaseMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;


export type TagCaseMutation = { tagCase: { cursor: string | null, case: { id: string, tags: Array<string>, version: number } } };

export type UntagCaseMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;


export type UntagCaseMutation = { untagCase: { case: { id: string, tags: Array<string>, version: number } } };

export type TagsQueryVariables = Exact<{
  search?: string | null | undefined;
  first?: number;
}>;


export type TagsQuery = { tags: Array<{ tag: string, caseCount: number }> };

export type AssociatePersonMutationVariables = Exact<{
  caseId: string;
  personId: string;
  relation: string;
  note?: string | null | undefined;
}>;


export type AssociatePersonMutation = { associatePerson: { case: { id: string, version: number, associatedPeople: Array<{ relation: string, note: string | null, addedAt: string, person: { id: string, name: string } }> } } };

export type DissociatePersonMutationVariables = Exact<{
  caseId: string;
  personId: string;
}>;


export type DissociatePersonMutation = { dissociatePerson: { case: { id: string, associatedPeople: Array<{ person: { id: string } }> } } };

export type AddCollaboratorsMutationVariables = Exact<{
  id: string;
  personIds: Array<string> | string;
}>;


export type AddCollaboratorsMutation = { addCollaborators: { case: { id: string, version: number, collaborators: Array<{ id: string, name: string }> } } };

export type RemoveCollaboratorsMutationVariables = Exact<{
  id: string;
  personIds: Array<string> | string;
}>;


export type RemoveCollaboratorsMutation = { removeCollaborators: { case: { id: string, collaborators: Array<{ id: string }> } } };

export type CasesOfPersonQueryVariables = Exact<{
  id: string;
}>;


export type CasesOfPersonQuery = { person: { associatedCases: { totalCount: number, nodes: Array<{ id: string, associatedPeople: Array<{ relation: string, note: string | null, person: { id: string } }> }> } } | null };

export type ToldQueryVariables = Exact<{
  id: string;
  kinds?: Array<TimelineKind> | TimelineKind | null | undefined;
}>;


export type ToldQuery = { case: { version: number, timeline: { nodes: Array<{ kind: TimelineKind, summary: string, note: string | null, actor: { id: string } | null, changes: Array<{ field: string, from: string | null, to: string | null }>, comment: { id: string, body: string } | null }> } } | null };

export type LinkCasesMutationVariables = Exact<{
  fromId: string;
  toId: string;
  kind: CaseLinkKind;
}>;


export type LinkCasesMutation = { linkCases: { case: { id: string, version: number, relatedCases: Array<{ id: string, kind: CaseLinkKind, outgoing: boolean, case: { id: string } }> } } };

export type UnlinkCasesMutationVariables = Exact<{
  linkId: string;
}>;


export type UnlinkCasesMutation = { unlinkCases: { case: { id: string, relatedCases: Array<{ id: string }> } } };

export type SetParentCaseMutationVariables = Exact<{
  id: string;
  parentId?: string | null | undefined;
}>;


export type SetParentCaseMutation = { setParentCase: { case: { id: string, version: number, parent: { id: string, number: string } | null } } };

export type RelativesQueryVariables = Exact<{
  id: string;
}>;


export type RelativesQuery = { case: { parent: { id: string } | null, children: { nodes: Array<{ id: string, state: CaseState }> }, relatedCases: Array<{ id: string, kind: CaseLinkKind, outgoing: boolean, case: { id: string } }> } | null };

export type EditCommentMutationVariables = Exact<{
  id: string;
  body: string;
}>;


export type EditCommentMutation = { editComment: { cursor: string | null, comment: { id: string, body: string, internal: boolean, createdAt: string, editedAt: string | null, deletedAt: string | null, mentions: Array<{ id: string, name: string }>, case: { version: number } } } };

export type DeleteCommentMutationVariables = Exact<{
  id: string;
}>;


export type DeleteCommentMutation = { deleteComment: { comment: { id: string, body: string, editedAt: string | null, deletedAt: string | null, mentions: Array<{ id: string }>, attachments: Array<{ id: string }> } } };

export type CommentsQueryVariables = Exact<{
  id: string;
}>;


export type CommentsQuery = { case: { comments: { nodes: Array<{ id: string, body: string, internal: boolean, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, mentions: Array<{ id: string, name: string }> }> }, evidence: Array<{ filename: string }> } | null };

export type MergeCasesMutationVariables = Exact<{
  sourceId: string;
  targetId: string;
}>;


export type MergeCasesMutation = { mergeCases: { cursor: string | null, case: { id: string, number: string, state: CaseState, version: number, tags: Array<string>, mergedFrom: Array<{ id: string, number: string }> } } };

export type MergedQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type MergedQuery = { case: { id: string, number: string, state: CaseState, version: number, cancelReason: string | null, viewerCan: Array<CaseAction>, tags: Array<string>, mergedInto: { id: string } | null, mergedFrom: Array<{ id: string }>, parent: { id: string } | null, children: { nodes: Array<{ id: string }> }, relatedCases: Array<{ id: string, kind: CaseLinkKind, outgoing: boolean, case: { id: string } }>, comments: { nodes: Array<{ id: string, body: string, mentions: Array<{ id: string }>, attachments: Array<{ id: string }> }> }, activities: { nodes: Array<
        | { id: string, state: ActivityState, version: number }
        | { id: string, state: ActivityState, version: number }
        | { id: string, state: ActivityState, version: number }
        | { id: string, state: ActivityState, version: number }
      > }, evidence: Array<{ id: string, filename: string }>, links: Array<{ id: string, title: string }>, articles: Array<{ id: string }>, associatedPeople: Array<{ relation: string, person: { id: string } }>, collaborators: Array<{ id: string }>, supplierReturns: Array<{ id: string }> } | null };

export type BulkUpdateCasesMutationVariables = Exact<{
  ids: Array<string> | string;
  input: BulkCaseInput;
}>;


export type BulkUpdateCasesMutation = { bulkUpdateCases: { results: Array<{ id: string, case: { id: string, state: CaseState, priority: Priority, version: number, tags: Array<string>, status: { key: string }, type: { key: string }, assignee: { id: string } | null, team: { key: string } | null, queueItem: { queue: { key: string } } | null } | null, error: { code: ErrorCode, message: string } | null }> } };

export type ImportCasesMutationVariables = Exact<{
  rows: Array<ImportCaseInput> | ImportCaseInput;
}>;


export type ImportCasesMutation = { importCases: { run: { id: string, kind: ImportKind, state: ImportState, total: number, done: number, created: number, updated: number, failed: number, errors: Array<{ row: number, externalId: string | null, code: ErrorCode, path: string | null, message: string }> } } };

export type ImportRunsQueryVariables = Exact<{
  first?: number;
}>;


export type ImportRunsQuery = { importRuns: Array<{ id: string, total: number, created: number, updated: number, failed: number, startedAt: string, finishedAt: string | null }> };

export type ImportCommentsMutationVariables = Exact<{
  rows: Array<ImportCommentInput> | ImportCommentInput;
}>;


export type ImportCommentsMutation = { importComments: { run: { id: string, kind: ImportKind, state: ImportState, total: number, done: number, created: number, updated: number, failed: number, errors: Array<{ row: number, externalId: string | null, code: ErrorCode, path: string | null, message: string }> } } };

export type ImportAssetsMutationVariables = Exact<{
  rows: Array<ImportAssetInput> | ImportAssetInput;
}>;


export type ImportAssetsMutation = { importAssets: { run: { id: string, kind: ImportKind, state: ImportState, total: number, done: number, created: number, updated: number, failed: number, errors: Array<{ row: number, externalId: string | null, code: ErrorCode, path: string | null, message: string }> } } };

export type ImportPeopleMutationVariables = Exact<{
  rows: Array<ImportPersonInput> | ImportPersonInput;
}>;


export type ImportPeopleMutation = { importPeople: { run: { id: string, kind: ImportKind, state: ImportState, total: number, done: number, created: number, updated: number, failed: number, errors: Array<{ row: number, externalId: string | null, code: ErrorCode, path: string | null, message: string }> } } };

export type ImportCustomersMutationVariables = Exact<{
  rows: Array<ImportCustomerInput> | ImportCustomerInput;
}>;


export type ImportCustomersMutation = { importCustomers: { run: { id: string, kind: ImportKind, state: ImportState, total: number, done: number, created: number, updated: number, failed: number, errors: Array<{ row: number, externalId: string | null, code: ErrorCode, path: string | null, message: string }> } } };

export const ActivityLineFragmentDoc = gql`
    fragment ActivityLine on Activity {
  __typename
  id
  subject
  state
  assignee {
    name
  }
  team {
    key
  }
  case {
    id
    number
  }
  customer {
    id
  }
  dueAt
  startedAt
  outcome
  timeSpent
  version
  ... on PhoneCall {
    direction
    phone
    duration
    withPerson {
      name
    }
  }
  ... on Email {
    direction
    from
    to
    cc
    messageId
    attachments {
      filename
    }
  }
  ... on Appointment {
    startsAt
    endsAt
    purpose
    location
    contact {
      name
    }
    workOrder {
      number
    }
    rescheduleCount
  }
}
    `;
export const CaseLineFragmentDoc = gql`
    fragment CaseLine on Case {
  id
  number
  title
  state
  status {
    key
    name
  }
  priority
  dueAt
  slaState
  openedAt
  assignee {
    id
    name
  }
  team {
    key
    name
  }
  asset {
    tag
    name
    customer {
      name
    }
  }
  currentStep
  openActivityCount
  version
}
    `;
export const AttachmentLineFragmentDoc = gql`
    fragment AttachmentLine on Attachment {
  id
  filename
  contentType
  size
  caption
  internal
  uploadedBy {
    name
  }
  createdAt
  url
}
    `;
export const CaseStandingFragmentDoc = gql`
    fragment CaseStanding on Case {
  id
  number
  state
  status {
    key
  }
  priority
  dueAt
  slaState
  holdReason
  holdUntil
  escalationLevel
  escalatedAt
  assignee {
    id
  }
  team {
    key
  }
  viewerCan
  process {
    process {
      key
    }
    stage {
      key
      name
      position
      requiredFields
    }
    enteredAt
    missingFields
    completed
  }
  satisfaction {
    score
    comment
    recordedBy {
      id
    }
  }
  resolution {
    notes
  }
  resolutions {
    notes
  }
  closedAt
  canceledAt
  cancelReason
  currentStep
  version
}
    `;
export const QueueItemLineFragmentDoc = gql`
    fragment QueueItemLine on QueueItem {
  id
  queue {
    key
  }
  subject {
    __typename
    ... on Case {
      id
      number
      title
      priority
      dueAt
      assignee {
        id
        name
      }
    }
    ... on Task {
      id
      subject
      assignee {
        id
        name
      }
    }
  }
  enteredAt
  workedBy {
    id
    name
  }
  workedSince
}
    `;
export const RuleLineFragmentDoc = gql`
    fragment RuleLine on RoutingRule {
  id
  name
  position
  active
  condition
  queue {
    key
  }
  team {
    key
  }
  person {
    name
  }
  toBranchManager
  setPriority
  addTags
  strategy
  requiredSkills {
    name
  }
  matchCount
}
    `;
export const SignInDocument = gql`
    mutation SignIn($email: EmailAddress!, $password: String!) {
  signIn(input: {email: $email, password: $password}) {
    session {
      accessToken
      refreshToken
      expiresAt
      person {
        id
        name
      }
    }
  }
}
    `;
export const ViewerDocument = gql`
    query Viewer {
  viewer {
    id
    name
    email
    roles {
      key
    }
    teams {
      key
    }
    timeZone
  }
  viewerPermissions
}
    `;
export const CreatePersonDocument = gql`
    mutation CreatePerson($input: CreatePersonInput!) {
  createPerson(input: $input) {
    person {
      id
      name
      canSignIn
    }
  }
}
    `;
export const CreateCustomerDocument = gql`
    mutation CreateCustomer($input: CustomerInput!) {
  createCustomer(input: $input) {
    customer {
      id
      name
    }
  }
}
    `;
export const UpdateTeamDocument = gql`
    mutation UpdateTeam($key: String!, $input: UpdateTeamInput!) {
  updateTeam(key: $key, input: $input) {
    team {
      id
      key
      members {
        id
      }
    }
  }
}
    `;
export const CreateTaskDocument = gql`
    mutation CreateTask($input: TaskInput!) {
  createTask(input: $input) {
    activity {
      __typename
      id
      subject
      description
      state
      priority
      dueAt
      assignee {
        id
      }
      team {
        key
      }
      case {
        id
        openActivityCount
      }
    }
    cursor
  }
}
    `;
export const CompleteActivityDocument = gql`
    mutation CompleteActivity($id: ID!, $note: String, $timeSpent: Duration) {
  completeActivity(id: $id, note: $note, timeSpent: $timeSpent) {
    activity {
      id
      state
      outcome
      timeSpent
      completedAt
      completedBy {
        id
      }
      version
    }
  }
}
    `;
export const MyActivitiesDocument = gql`
    query MyActivities($filter: ActivityFilter = {mine: true, state: {eq: OPEN}}) {
  activities(filter: $filter) {
    totalCount
    nodes {
      __typename
      id
      subject
      dueAt
      case {
        number
      }
      ... on Appointment {
        startsAt
        endsAt
        location
      }
    }
  }
}
    `;
export const LogPhoneCallDocument = gql`
    mutation LogPhoneCall($input: PhoneCallInput!) {
  logPhoneCall(input: $input) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const LogEmailDocument = gql`
    mutation LogEmail($input: EmailInput!) {
  logEmail(input: $input) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const ScheduleAppointmentDocument = gql`
    mutation ScheduleAppointment($input: AppointmentInput!) {
  scheduleAppointment(input: $input) {
    activity {
      ...ActivityLine
    }
    warnings {
      code
      message
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const UpdateActivityDocument = gql`
    mutation UpdateActivity($id: ID!, $input: UpdateActivityInput!, $expectedVersion: Int) {
  updateActivity(id: $id, input: $input, expectedVersion: $expectedVersion) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const RescheduleAppointmentDocument = gql`
    mutation RescheduleAppointment($id: ID!, $startsAt: DateTime!, $endsAt: DateTime!, $reason: String) {
  rescheduleAppointment(
    id: $id
    startsAt: $startsAt
    endsAt: $endsAt
    reason: $reason
  ) {
    activity {
      ...ActivityLine
    }
    warnings {
      code
      message
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const AssignActivityDocument = gql`
    mutation AssignActivity($id: ID!, $personId: ID, $team: String) {
  assignActivity(id: $id, personId: $personId, team: $team) {
    activity {
      ...ActivityLine
    }
    warnings {
      code
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const HandBackActivityDocument = gql`
    mutation HandBackActivity($id: ID!, $reason: String!) {
  handBackActivity(id: $id, reason: $reason) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const StartActivityDocument = gql`
    mutation StartActivity($id: ID!) {
  startActivity(id: $id) {
    activity {
      ...ActivityLine
      ... on Task {
        case {
          currentStep
        }
      }
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const ReopenActivityDocument = gql`
    mutation ReopenActivity($id: ID!) {
  reopenActivity(id: $id) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const CancelActivityDocument = gql`
    mutation CancelActivity($id: ID!, $reason: String) {
  cancelActivity(id: $id, reason: $reason) {
    activity {
      ...ActivityLine
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const DeleteActivityDocument = gql`
    mutation DeleteActivity($id: ID!) {
  deleteActivity(id: $id) {
    removedId
    case {
      id
      openActivityCount
    }
  }
}
    `;
export const OpenCaseFromActivityDocument = gql`
    mutation OpenCaseFromActivity($activityId: ID!, $input: CreateCaseInput!) {
  openCaseFromActivity(activityId: $activityId, input: $input) {
    case {
      id
      number
      channel
      customer {
        id
      }
      contact {
        name
      }
      origin {
        ...ActivityLine
      }
    }
  }
}
    ${ActivityLineFragmentDoc}`;
export const ActivityTimelineDocument = gql`
    query ActivityTimeline($caseId: ID!) {
  case(id: $caseId) {
    state
    firstRespondedAt
    currentStep
    timeSpent
    timeline {
      nodes {
        kind
        summary
        note
        changes {
          field
          from
          to
        }
        activity {
          id
        }
      }
    }
  }
}
    `;
export const AvailableSlotsDocument = gql`
    query AvailableSlots($team: String, $personIds: [ID!], $from: DateTime!, $until: DateTime!, $duration: Duration!, $skills: [String!], $first: Int! = 20) {
  availableSlots(
    team: $team
    personIds: $personIds
    from: $from
    until: $until
    duration: $duration
    skills: $skills
    first: $first
  ) {
    person {
      id
      name
    }
    startsAt
    endsAt
  }
}
    `;
export const CreateAssetTypeDocument = gql`
    mutation CreateAssetType($input: AssetTypeInput!) {
  createAssetType(input: $input) {
    assetType {
      id
      key
      name
      active
      fields {
        key
        label
        kind
        required
        options
        unit
        pattern
        min
        max
      }
    }
  }
}
    `;
export const UpdateAssetTypeDocument = gql`
    mutation UpdateAssetType($key: String!, $input: UpdateAssetTypeInput!) {
  updateAssetType(key: $key, input: $input) {
    assetType {
      key
      name
      description
      active
      assetCount
      fields {
        key
        label
        kind
        required
        options
        unit
        pattern
        min
        max
      }
    }
  }
}
    `;
export const CreateAssetDocument = gql`
    mutation CreateAsset($input: AssetInput!) {
  createAsset(input: $input) {
    asset {
      id
      tag
      name
      status
      fields
      underWarranty
      type {
        key
      }
      customer {
        id
      }
      holder {
        id
      }
    }
  }
}
    `;
export const UpdateAssetDocument = gql`
    mutation UpdateAsset($id: ID!, $input: UpdateAssetInput!, $expectedVersion: Int) {
  updateAsset(id: $id, input: $input, expectedVersion: $expectedVersion) {
    asset {
      id
      externalId
      tag
      name
      serialNumber
      status
      location
      purchasedOn
      warrantyUntil
      fields
      notes
      version
      type {
        key
      }
      customer {
        id
      }
      holder {
        id
      }
      product {
        id
      }
      parent {
        tag
      }
      components {
        tag
      }
    }
  }
}
    `;
export const AssetTagsDocument = gql`
    query AssetTags($filter: AssetFilter, $first: Int = 50, $after: String) {
  assets(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes {
      tag
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `;
export const AssetHistoryDocument = gql`
    query AssetHistory($tag: String!) {
  asset(tag: $tag) {
    tag
    name
    underWarranty
    openCaseCount
    cases(first: 20, orderBy: [{field: OPENED_AT, direction: DESC}]) {
      totalCount
      nodes {
        number
        title
        state
      }
    }
    timeline(last: 50, includeCases: true) {
      nodes {
        kind
        summary
        case {
          number
        }
      }
    }
  }
}
    `;
export const AssetTimelineDocument = gql`
    query AssetTimeline($tag: String!, $kinds: [TimelineKind!], $includeCases: Boolean! = false) {
  asset(tag: $tag) {
    timeline(kinds: $kinds, includeCases: $includeCases) {
      totalCount
      nodes {
        kind
        summary
        actor {
          name
        }
        changes {
          field
          from
          to
        }
        case {
          number
        }
      }
    }
  }
}
    `;
export const CreateCaseDocument = gql`
    mutation CreateCase($input: CreateCaseInput!) {
  createCase(input: $input) {
    case {
      ...CaseLine
    }
    cursor
    warnings {
      code
      message
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const UpdateCaseDocument = gql`
    mutation UpdateCase($id: ID!, $input: UpdateCaseInput!, $expectedVersion: Int) {
  updateCase(id: $id, input: $input, expectedVersion: $expectedVersion) {
    case {
      ...CaseLine
      description
      type {
        key
      }
      reason {
        key
      }
      category {
        key
      }
      confidential
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const SetCasePriorityDocument = gql`
    mutation SetCasePriority($id: ID!, $priority: Priority!, $expectedVersion: Int) {
  setCasePriority(id: $id, priority: $priority, expectedVersion: $expectedVersion) {
    case {
      ...CaseLine
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const AssignCaseDocument = gql`
    mutation AssignCase($id: ID!, $personId: ID, $team: String, $expectedVersion: Int) {
  assignCase(
    id: $id
    personId: $personId
    team: $team
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseLine
      assignedAt
    }
    cursor
  }
}
    ${CaseLineFragmentDoc}`;
export const CommentOnCaseDocument = gql`
    mutation CommentOnCase($id: ID!, $body: String!, $internal: Boolean! = false) {
  commentOnCase(id: $id, body: $body, internal: $internal) {
    comment {
      id
      body
      internal
      author {
        id
        name
      }
      createdAt
      case {
        state
        firstRespondedAt
        version
      }
    }
    cursor
  }
}
    `;
export const ResolveCaseDocument = gql`
    mutation ResolveCase($id: ID!, $input: ResolveCaseInput!, $expectedVersion: Int) {
  resolveCase(id: $id, input: $input, expectedVersion: $expectedVersion) {
    case {
      ...CaseLine
      resolvedAt
      viewerCan
      resolution {
        path {
          key
        }
        notes
        resolvedAt
        resolvedBy {
          id
        }
      }
    }
    cursor
  }
}
    ${CaseLineFragmentDoc}`;
export const ReactivateCaseDocument = gql`
    mutation ReactivateCase($id: ID!, $reason: String!, $status: String, $expectedVersion: Int) {
  reactivateCase(
    id: $id
    reason: $reason
    status: $status
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseLine
      resolvedAt
      reopenCount
      resolution {
        notes
      }
      resolutions {
        notes
      }
    }
    cursor
  }
}
    ${CaseLineFragmentDoc}`;
export const DispatcherListDocument = gql`
    query DispatcherList($first: Int = 50, $after: String, $filter: CaseFilter, $orderBy: [CaseOrder!]) {
  cases(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount
    nodes {
      ...CaseLine
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const CasePageDocument = gql`
    query CasePage($id: ID!) {
  case(id: $id) {
    ...CaseLine
    description
    type {
      key
      name
    }
    reason {
      key
      name
    }
    category {
      key
      name
    }
    channel
    tags
    customer {
      id
      name
    }
    contact {
      id
      name
    }
    collaborators {
      id
      name
    }
    associatedPeople {
      person {
        id
        name
      }
      relation
      note
    }
    confidential
    reopenCount
    viewerCan
    resolution {
      path {
        key
      }
      notes
    }
    activities(first: 50) {
      nodes {
        __typename
        id
        subject
        state
        dueAt
        assignee {
          name
        }
        ... on Task {
          outcome
        }
      }
    }
    comments(last: 50) {
      nodes {
        id
        body
        internal
        createdAt
        author {
          name
        }
      }
    }
    timeline(last: 20) {
      totalCount
      nodes {
        id
        cursor
        kind
        at
        summary
        note
        slaKind
        actor {
          id
          name
        }
        changes {
          field
          from
          to
        }
        comment {
          body
        }
        activity {
          id
          subject
        }
      }
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const CaseByNumberDocument = gql`
    query CaseByNumber($number: String!) {
  case(number: $number) {
    ...CaseLine
  }
}
    ${CaseLineFragmentDoc}`;
export const CaseFormDocument = gql`
    query CaseForm {
  caseTypes {
    key
    name
    defaultPriority
    confidential
  }
  reasonCodes {
    key
    name
  }
  caseCategories {
    key
    name
    parent {
      key
    }
    children {
      key
    }
  }
  caseStatuses {
    key
    name
    state
    color
    isDefault
  }
  resolutionPaths {
    key
    name
  }
  teams {
    key
    name
  }
}
    `;
export const CreateUploadDocument = gql`
    mutation CreateUpload($input: UploadInput!) {
  createUpload(input: $input) {
    uploadId
    url
    headers {
      name
      value
    }
    expiresAt
  }
}
    `;
export const AttachDocument = gql`
    mutation Attach($subjectId: ID!, $uploadId: ID!, $caption: String, $internal: Boolean) {
  attach(
    subjectId: $subjectId
    uploadId: $uploadId
    caption: $caption
    internal: $internal
  ) {
    attachment {
      id
      filename
      contentType
      size
      sha256
      url
    }
    case {
      id
      evidence {
        id
      }
    }
  }
}
    `;
export const RemoveAttachmentDocument = gql`
    mutation RemoveAttachment($id: ID!) {
  removeAttachment(id: $id) {
    removedId
    case {
      id
    }
  }
}
    `;
export const AddLinkDocument = gql`
    mutation AddLink($subjectId: ID!, $title: String!, $url: URL!) {
  addLink(subjectId: $subjectId, title: $title, url: $url) {
    link {
      id
      title
      url
    }
  }
}
    `;
export const RemoveLinkDocument = gql`
    mutation RemoveLink($id: ID!) {
  removeLink(id: $id) {
    removedId
  }
}
    `;
export const EvidenceOfCaseDocument = gql`
    query EvidenceOfCase($id: ID!) {
  case(id: $id) {
    evidence {
      ...AttachmentLine
    }
    links {
      id
      title
      url
    }
    comments(first: 20) {
      nodes {
        body
        attachments {
          ...AttachmentLine
        }
      }
    }
  }
}
    ${AttachmentLineFragmentDoc}`;
export const CreateArticleDocument = gql`
    mutation CreateArticle($input: ArticleInput!) {
  createArticle(input: $input) {
    article {
      id
      number
      title
      state
      version
    }
  }
}
    `;
export const UpdateArticleDocument = gql`
    mutation UpdateArticle($id: ID!, $input: UpdateArticleInput!, $expectedVersion: Int) {
  updateArticle(id: $id, input: $input, expectedVersion: $expectedVersion) {
    article {
      id
      number
      title
      body
      internal
      tags
      state
      version
      wordings {
        version
        title
        replacedAt
        replacedBy {
          name
        }
      }
    }
  }
}
    `;
export const PublishArticleDocument = gql`
    mutation PublishArticle($id: ID!) {
  publishArticle(id: $id) {
    article {
      id
      number
      state
      publishedAt
      version
    }
  }
}
    `;
export const ArchiveArticleDocument = gql`
    mutation ArchiveArticle($id: ID!) {
  archiveArticle(id: $id) {
    article {
      id
      number
      state
      version
    }
  }
}
    `;
export const LinkArticleDocument = gql`
    mutation LinkArticle($caseId: ID!, $articleId: ID!) {
  linkArticle(caseId: $caseId, articleId: $articleId) {
    case {
      id
      number
      articles {
        id
        number
        title
      }
    }
    cursor
  }
}
    `;
export const UnlinkArticleDocument = gql`
    mutation UnlinkArticle($caseId: ID!, $articleId: ID!) {
  unlinkArticle(caseId: $caseId, articleId: $articleId) {
    case {
      id
      number
      articles {
        id
        number
        title
      }
    }
    cursor
  }
}
    `;
export const ArticleDocument = gql`
    query Article($id: ID, $number: String) {
  article(id: $id, number: $number) {
    id
    number
    title
    body
    state
    internal
    tags
    author {
      id
      name
    }
    caseCount
    publishedAt
    updatedAt
    version
  }
}
    `;
export const ArticlesDocument = gql`
    query Articles($first: Int, $after: String, $filter: ArticleFilter) {
  articles(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      number
      title
      state
      internal
      tags
      publishedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `;
export const SuggestedArticlesDocument = gql`
    query SuggestedArticles($caseId: ID, $text: String, $first: Int! = 5) {
  suggestedArticles(caseId: $caseId, text: $text, first: $first) {
    id
    number
    title
  }
}
    `;
export const SearchDocument = gql`
    query Search($query: String!, $kinds: [SearchKind!], $first: Int! = 20) {
  search(query: $query, kinds: $kinds, first: $first) {
    rank
    snippet
    subject {
      __typename
      ... on Case {
        id
        number
        title
        state
      }
      ... on Asset {
        id
        tag
        name
      }
      ... on Person {
        id
        name
        email
      }
      ... on Customer {
        id
        name
      }
      ... on Article {
        id
        number
        title
        articleState: state
      }
    }
  }
}
    `;
export const SetCaseStatusDocument = gql`
    mutation SetCaseStatus($id: ID!, $status: String!, $note: String, $expectedVersion: Int) {
  setCaseStatus(
    id: $id
    status: $status
    note: $note
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const HoldCaseDocument = gql`
    mutation HoldCase($id: ID!, $reason: String!, $until: DateTime, $status: String, $expectedVersion: Int) {
  holdCase(
    id: $id
    reason: $reason
    until: $until
    status: $status
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const ResumeCaseDocument = gql`
    mutation ResumeCase($id: ID!, $status: String, $expectedVersion: Int) {
  resumeCase(id: $id, status: $status, expectedVersion: $expectedVersion) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const EscalateCaseDocument = gql`
    mutation EscalateCase($id: ID!, $reason: String!, $expectedVersion: Int) {
  escalateCase(id: $id, reason: $reason, expectedVersion: $expectedVersion) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const HandBackCaseDocument = gql`
    mutation HandBackCase($id: ID!, $reason: String!) {
  handBackCase(id: $id, reason: $reason) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const CloseCaseDocument = gql`
    mutation CloseCase($id: ID!, $satisfaction: SatisfactionInput, $status: String, $expectedVersion: Int) {
  closeCase(
    id: $id
    satisfaction: $satisfaction
    status: $status
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const RateCaseDocument = gql`
    mutation RateCase($id: ID!, $satisfaction: SatisfactionInput!) {
  rateCase(id: $id, satisfaction: $satisfaction) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const CancelCaseDocument = gql`
    mutation CancelCase($id: ID!, $reason: String!, $status: String, $expectedVersion: Int) {
  cancelCase(
    id: $id
    reason: $reason
    status: $status
    expectedVersion: $expectedVersion
  ) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const AdvanceStageDocument = gql`
    mutation AdvanceStage($caseId: ID!, $expectedVersion: Int) {
  advanceStage(caseId: $caseId, expectedVersion: $expectedVersion) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const ReturnStageDocument = gql`
    mutation ReturnStage($caseId: ID!, $expectedVersion: Int) {
  returnStage(caseId: $caseId, expectedVersion: $expectedVersion) {
    case {
      ...CaseStanding
    }
  }
}
    ${CaseStandingFragmentDoc}`;
export const CaseStandingOfDocument = gql`
    query CaseStandingOf($id: ID!) {
  case(id: $id) {
    ...CaseStanding
  }
}
    ${CaseStandingFragmentDoc}`;
export const SaveCaseStatusDocument = gql`
    mutation SaveCaseStatus($input: CaseStatusInput!) {
  saveCaseStatus(input: $input) {
    status {
      id
      key
      name
      state
      color
      position
      isDefault
      active
      allowedNext {
        key
      }
    }
  }
}
    `;
export const SaveCaseTypeDocument = gql`
    mutation SaveCaseType($input: CaseTypeInput!) {
  saveCaseType(input: $input) {
    type {
      id
      key
      name
      position
      active
      defaultPriority
      confidential
      putsAssetInRepair
      resolveInLastStageOnly
      process {
        key
      }
      slaPolicy {
        key
      }
    }
  }
}
    `;
export const SaveCaseCategoryDocument = gql`
    mutation SaveCaseCategory($input: CaseCategoryInput!) {
  saveCaseCategory(input: $input) {
    category {
      id
      key
      name
      position
      active
      parent {
        key
      }
      children {
        key
      }
    }
  }
}
    `;
export const SaveReasonCodeDocument = gql`
    mutation SaveReasonCode($input: LabelInput!) {
  saveReasonCode(input: $input) {
    reason {
      id
      key
      name
      position
      active
    }
  }
}
    `;
export const SaveResolutionPathDocument = gql`
    mutation SaveResolutionPath($input: LabelInput!) {
  saveResolutionPath(input: $input) {
    path {
      id
      key
      name
      position
      active
    }
  }
}
    `;
export const SaveBusinessProcessDocument = gql`
    mutation SaveBusinessProcess($input: BusinessProcessInput!) {
  saveBusinessProcess(input: $input) {
    process {
      id
      key
      name
      active
      stages {
        key
        name
        position
        requiredFields
      }
    }
  }
}
    `;
export const SettingsDocument = gql`
    query Settings($includeInactive: Boolean! = false) {
  caseStatuses(includeInactive: $includeInactive) {
    key
    name
    state
    position
    isDefault
    active
    allowedNext {
      key
    }
  }
  caseTypes(includeInactive: $includeInactive) {
    key
    active
  }
  caseCategories(includeInactive: $includeInactive) {
    key
    active
    parent {
      key
    }
  }
  reasonCodes(includeInactive: $includeInactive) {
    key
    active
  }
  resolutionPaths(includeInactive: $includeInactive) {
    key
    active
  }
  businessProcesses(includeInactive: $includeInactive) {
    key
    active
    stages {
      key
    }
  }
}
    `;
export const CreateQueueDocument = gql`
    mutation CreateQueue($input: QueueInput!) {
  createQueue(input: $input) {
    queue {
      id
      key
      name
      access
      active
      team {
        key
      }
      members {
        name
      }
      viewerIsMember
    }
  }
}
    `;
export const UpdateQueueDocument = gql`
    mutation UpdateQueue($key: String!, $input: UpdateQueueInput!) {
  updateQueue(key: $key, input: $input) {
    queue {
      id
      key
      name
      description
      access
      active
      team {
        key
        queue {
          key
        }
      }
      members {
        name
      }
    }
  }
}
    `;
export const QueueBoardDocument = gql`
    query QueueBoard($key: String!, $filter: QueueItemFilter, $first: Int, $after: String) {
  queue(key: $key) {
    name
    access
    members {
      name
    }
    itemCount
    unpickedCount
    oldestEnteredAt
    viewerIsMember
    items(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        ...QueueItemLine
      }
    }
  }
}
    ${QueueItemLineFragmentDoc}`;
export const AddToQueueDocument = gql`
    mutation AddToQueue($subjectId: ID!, $queue: String!) {
  addToQueue(subjectId: $subjectId, queue: $queue) {
    item {
      ...QueueItemLine
    }
    cursor
  }
}
    ${QueueItemLineFragmentDoc}`;
export const RemoveFromQueueDocument = gql`
    mutation RemoveFromQueue($itemId: ID!) {
  removeFromQueue(itemId: $itemId) {
    removedId
    case {
      id
      queueItem {
        id
      }
    }
    cursor
  }
}
    `;
export const MoveQueueItemDocument = gql`
    mutation MoveQueueItem($itemId: ID!, $queue: String!) {
  moveQueueItem(itemId: $itemId, queue: $queue) {
    item {
      ...QueueItemLine
    }
    cursor
  }
}
    ${QueueItemLineFragmentDoc}`;
export const PickQueueItemDocument = gql`
    mutation PickQueueItem($itemId: ID!) {
  pickQueueItem(itemId: $itemId) {
    item {
      ...QueueItemLine
    }
    cursor
  }
}
    ${QueueItemLineFragmentDoc}`;
export const PickNextDocument = gql`
    mutation PickNext($queue: String!) {
  pickNext(queue: $queue) {
    item {
      ...QueueItemLine
    }
    cursor
  }
}
    ${QueueItemLineFragmentDoc}`;
export const ReleaseQueueItemDocument = gql`
    mutation ReleaseQueueItem($itemId: ID!) {
  releaseQueueItem(itemId: $itemId) {
    item {
      ...QueueItemLine
    }
    cursor
  }
}
    ${QueueItemLineFragmentDoc}`;
export const QueueChangedDocument = gql`
    subscription QueueChanged($queue: String!, $after: EventCursor) {
  queueChanged(queue: $queue, after: $after) {
    cursor
    type
    actor {
      name
    }
    queue {
      key
    }
    item {
      ...QueueItemLine
    }
    removedItemId
  }
}
    ${QueueItemLineFragmentDoc}`;
export const RoutingRulesDocument = gql`
    query RoutingRules {
  routingRules {
    ...RuleLine
  }
}
    ${RuleLineFragmentDoc}`;
export const CreateRoutingRuleDocument = gql`
    mutation CreateRoutingRule($input: RoutingRuleInput!) {
  createRoutingRule(input: $input) {
    rule {
      ...RuleLine
    }
  }
}
    ${RuleLineFragmentDoc}`;
export const UpdateRoutingRuleDocument = gql`
    mutation UpdateRoutingRule($id: ID!, $input: UpdateRoutingRuleInput!) {
  updateRoutingRule(id: $id, input: $input) {
    rule {
      ...RuleLine
    }
  }
}
    ${RuleLineFragmentDoc}`;
export const DeleteRoutingRuleDocument = gql`
    mutation DeleteRoutingRule($id: ID!) {
  deleteRoutingRule(id: $id) {
    removedId
  }
}
    `;
export const ReorderRoutingRulesDocument = gql`
    mutation ReorderRoutingRules($ids: [ID!]!) {
  reorderRoutingRules(ids: $ids) {
    name
    position
  }
}
    `;
export const PreviewRoutingDocument = gql`
    query PreviewRouting($input: CreateCaseInput!) {
  previewRouting(input: $input) {
    rule {
      name
    }
    queue {
      key
    }
    team {
      key
    }
    person {
      name
    }
    priority
    tags
    trace {
      rule {
        name
      }
      matched
    }
  }
}
    `;
export const RouteCaseDocument = gql`
    mutation RouteCase($id: ID!, $expectedVersion: Int) {
  routeCase(id: $id, expectedVersion: $expectedVersion) {
    case {
      ...CaseLine
      priority
      tags
      routedBy {
        name
      }
      queueItem {
        queue {
          key
        }
        workedBy {
          name
        }
      }
    }
    warnings {
      code
      message
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const CaseRouteDocument = gql`
    query CaseRoute($id: ID!) {
  case(id: $id) {
    team {
      key
    }
    assignee {
      name
    }
    priority
    tags
    routedBy {
      name
    }
    queueItem {
      queue {
        key
      }
      workedBy {
        name
      }
    }
    timeline(kinds: [ROUTED]) {
      nodes {
        summary
        changes {
          field
          from
          to
        }
      }
    }
  }
}
    `;
export const CurrentCursorDocument = gql`
    query CurrentCursor {
  currentCursor
}
    `;
export const CaseCreatedDocument = gql`
    subscription CaseCreated($filter: CaseFilter, $after: EventCursor) {
  caseCreated(filter: $filter, after: $after) {
    cursor
    type
    at
    case {
      ...CaseLine
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const AssignedToMeDocument = gql`
    subscription AssignedToMe($after: EventCursor) {
  assignedToMe(after: $after) {
    cursor
    type
    lost
    subjectId
    subject {
      __typename
      ... on Case {
        number
        title
      }
      ... on Task {
        subject
      }
    }
    assignee {
      name
    }
    team {
      key
    }
  }
}
    `;
export const CaseChangedDocument = gql`
    subscription CaseChanged($id: ID!, $after: EventCursor) {
  caseChanged(id: $id, after: $after) {
    cursor
    type
    case {
      ...CaseLine
    }
    entry {
      kind
      summary
      note
      changes {
        field
        from
        to
      }
    }
  }
}
    ${CaseLineFragmentDoc}`;
export const CasesChangedDocument = gql`
    subscription CasesChanged($filter: CaseFilter, $after: EventCursor) {
  casesChanged(filter: $filter, after: $after) {
    cursor
    type
    caseId
    case {
      ...CaseLine
    }
    entry {
      kind
      summary
    }
    matches
  }
}
    ${CaseLineFragmentDoc}`;
export const ActivitiesChangedDocument = gql`
    subscription ActivitiesChanged($filter: ActivityFilter, $after: EventCursor) {
  activitiesChanged(filter: $filter, after: $after) {
    cursor
    type
    activityId
    activity {
      __typename
      subject
      state
      ... on Appointment {
        startsAt
      }
    }
    entry {
      kind
      summary
    }
    matches
  }
}
    `;
export const TagCaseDocument = gql`
    mutation TagCase($id: ID!, $tags: [String!]!) {
  tagCase(id: $id, tags: $tags) {
    case {
      id
      tags
      version
    }
    cursor
  }
}
    `;
export const UntagCaseDocument = gql`
    mutation UntagCase($id: ID!, $tags: [String!]!) {
  untagCase(id: $id, tags: $tags) {
    case {
      id
      tags
      version
    }
  }
}
    `;
export const TagsDocument = gql`
    query Tags($search: String, $first: Int! = 50) {
  tags(search: $search, first: $first) {
    tag
    caseCount
  }
}
    `;
export const AssociatePersonDocument = gql`
    mutation AssociatePerson($caseId: ID!, $personId: ID!, $relation: String!, $note: String) {
  associatePerson(
    caseId: $caseId
    personId: $personId
    relation: $relation
    note: $note
  ) {
    case {
      id
      version
      associatedPeople {
        person {
          id
          name
        }
        relation
        note
        addedAt
      }
    }
  }
}
    `;
export const DissociatePersonDocument = gql`
    mutation DissociatePerson($caseId: ID!, $personId: ID!) {
  dissociatePerson(caseId: $caseId, personId: $personId) {
    case {
      id
      associatedPeople {
        person {
          id
        }
      }
    }
  }
}
    `;
export const AddCollaboratorsDocument = gql`
    mutation AddCollaborators($id: ID!, $personIds: [ID!]!) {
  addCollaborators(id: $id, personIds: $personIds) {
    case {
      id
      version
      collaborators {
        id
        name
      }
    }
  }
}
    `;
export const RemoveCollaboratorsDocument = gql`
    mutation RemoveCollaborators($id: ID!, $personIds: [ID!]!) {
  removeCollaborators(id: $id, personIds: $personIds) {
    case {
      id
      collaborators {
        id
      }
    }
  }
}
    `;
export const CasesOfPersonDocument = gql`
    query CasesOfPerson($id: ID!) {
  person(id: $id) {
    associatedCases {
      totalCount
      nodes {
        id
        associatedPeople {
          person {
            id
          }
          relation
          note
        }
      }
    }
  }
}
    `;
export const ToldDocument = gql`
    query Told($id: ID!, $kinds: [TimelineKind!]) {
  case(id: $id) {
    version
    timeline(kinds: $kinds, first: 100) {
      nodes {
        kind
        summary
        note
        actor {
          id
        }
        changes {
          field
          from
          to
        }
        comment {
          id
          body
        }
      }
    }
  }
}
    `;
export const LinkCasesDocument = gql`
    mutation LinkCases($fromId: ID!, $toId: ID!, $kind: CaseLinkKind!) {
  linkCases(fromId: $fromId, toId: $toId, kind: $kind) {
    case {
      id
      version
      relatedCases {
        id
        kind
        outgoing
        case {
          id
        }
      }
    }
  }
}
    `;
export const UnlinkCasesDocument = gql`
    mutation UnlinkCases($linkId: ID!) {
  unlinkCases(linkId: $linkId) {
    case {
      id
      relatedCases {
        id
      }
    }
  }
}
    `;
export const SetParentCaseDocument = gql`
    mutation SetParentCase($id: ID!, $parentId: ID) {
  setParentCase(id: $id, parentId: $parentId) {
    case {
      id
      version
      parent {
        id
        number
      }
    }
  }
}
    `;
export const RelativesDocument = gql`
    query Relatives($id: ID!) {
  case(id: $id) {
    parent {
      id
    }
    children {
      nodes {
        id
        state
      }
    }
    relatedCases {
      id
      kind
      outgoing
      case {
        id
      }
    }
  }
}
    `;
export const EditCommentDocument = gql`
    mutation EditComment($id: ID!, $body: String!) {
  editComment(id: $id, body: $body) {
    comment {
      id
      body
      internal
      mentions {
        id
        name
      }
      createdAt
      editedAt
      deletedAt
      case {
        version
      }
    }
    cursor
  }
}
    `;
export const DeleteCommentDocument = gql`
    mutation DeleteComment($id: ID!) {
  deleteComment(id: $id) {
    comment {
      id
      body
      editedAt
      deletedAt
      mentions {
        id
      }
      attachments {
        id
      }
    }
  }
}
    `;
export const CommentsDocument = gql`
    query Comments($id: ID!) {
  case(id: $id) {
    comments {
      nodes {
        id
        body
        internal
        author {
          id
          name
        }
        mentions {
          id
          name
        }
        editedAt
        deletedAt
      }
    }
    evidence {
      filename
    }
  }
}
    `;
export const MergeCasesDocument = gql`
    mutation MergeCases($sourceId: ID!, $targetId: ID!) {
  mergeCases(sourceId: $sourceId, targetId: $targetId) {
    case {
      id
      number
      state
      version
      tags
      mergedFrom {
        id
        number
      }
    }
    cursor
  }
}
    `;
export const MergedDocument = gql`
    query Merged($id: ID, $number: String) {
  case(id: $id, number: $number) {
    id
    number
    state
    version
    cancelReason
    viewerCan
    tags
    mergedInto {
      id
    }
    mergedFrom {
      id
    }
    parent {
      id
    }
    children {
      nodes {
        id
      }
    }
    relatedCases {
      id
      kind
      outgoing
      case {
        id
      }
    }
    comments {
      nodes {
        id
        body
        mentions {
          id
        }
        attachments {
          id
        }
      }
    }
    activities {
      nodes {
        id
        state
        version
      }
    }
    evidence {
      id
      filename
    }
    links {
      id
      title
    }
    articles {
      id
    }
    associatedPeople {
      person {
        id
      }
      relation
    }
    collaborators {
      id
    }
    supplierReturns {
      id
    }
  }
}
    `;
export const BulkUpdateCasesDocument = gql`
    mutation BulkUpdateCases($ids: [ID!]!, $input: BulkCaseInput!) {
  bulkUpdateCases(ids: $ids, input: $input) {
    results {
      id
      case {
        id
        state
        status {
          key
        }
        type {
          key
        }
        priority
        version
        tags
        assignee {
          id
        }
        team {
          key
        }
        queueItem {
          queue {
            key
          }
        }
      }
      error {
        code
        message
      }
    }
  }
}
    `;
export const ImportCasesDocument = gql`
    mutation ImportCases($rows: [ImportCaseInput!]!) {
  importCases(rows: $rows) {
    run {
      id
      kind
      state
      total
      done
      created
      updated
      failed
      errors {
        row
        externalId
        code
        path
        message
      }
    }
  }
}
    `;
export const ImportRunsDocument = gql`
    query ImportRuns($first: Int! = 20) {
  importRuns(first: $first) {
    id
    total
    created
    updated
    failed
    startedAt
    finishedAt
  }
}
    `;
export const ImportCommentsDocument = gql`
    mutation ImportComments($rows: [ImportCommentInput!]!) {
  importComments(rows: $rows) {
    run {
      id
      kind
      state
      total
      done
      created
      updated
      failed
      errors {
        row
        externalId
        code
        path
        message
      }
    }
  }
}
    `;
export const ImportAssetsDocument = gql`
    mutation ImportAssets($rows: [ImportAssetInput!]!) {
  importAssets(rows: $rows) {
    run {
      id
      kind
      state
      total
      done
      created
      updated
      failed
      errors {
        row
        externalId
        code
        path
        message
      }
    }
  }
}
    `;
export const ImportPeopleDocument = gql`
    mutation ImportPeople($rows: [ImportPersonInput!]!) {
  importPeople(rows: $rows) {
    run {
      id
      kind
      state
      total
      done
      created
      updated
      failed
      errors {
        row
        externalId
        code
        path
        message
      }
    }
  }
}
    `;
export const ImportCustomersDocument = gql`
    mutation ImportCustomers($rows: [ImportCustomerInput!]!) {
  importCustomers(rows: $rows) {
    run {
      id
      kind
      state
      total
      done
      created
      updated
      failed
      errors {
        row
        externalId
        code
        path
        message
      }
    }
  }
}
    `;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    SignIn(variables: SignInMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SignInMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SignInMutation>({ document: SignInDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SignIn', 'mutation', variables);
    },
    Viewer(variables?: ViewerQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ViewerQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ViewerQuery>({ document: ViewerDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Viewer', 'query', variables);
    },
    CreatePerson(variables: CreatePersonMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreatePersonMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreatePersonMutation>({ document: CreatePersonDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreatePerson', 'mutation', variables);
    },
    CreateCustomer(variables: CreateCustomerMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateCustomerMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateCustomerMutation>({ document: CreateCustomerDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateCustomer', 'mutation', variables);
    },
    UpdateTeam(variables: UpdateTeamMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateTeamMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateTeamMutation>({ document: UpdateTeamDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateTeam', 'mutation', variables);
    },
    CreateTask(variables: CreateTaskMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateTaskMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateTaskMutation>({ document: CreateTaskDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateTask', 'mutation', variables);
    },
    CompleteActivity(variables: CompleteActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CompleteActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CompleteActivityMutation>({ document: CompleteActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CompleteActivity', 'mutation', variables);
    },
    MyActivities(variables?: MyActivitiesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<MyActivitiesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<MyActivitiesQuery>({ document: MyActivitiesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'MyActivities', 'query', variables);
    },
    LogPhoneCall(variables: LogPhoneCallMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<LogPhoneCallMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<LogPhoneCallMutation>({ document: LogPhoneCallDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'LogPhoneCall', 'mutation', variables);
    },
    LogEmail(variables: LogEmailMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<LogEmailMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<LogEmailMutation>({ document: LogEmailDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'LogEmail', 'mutation', variables);
    },
    ScheduleAppointment(variables: ScheduleAppointmentMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ScheduleAppointmentMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ScheduleAppointmentMutation>({ document: ScheduleAppointmentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ScheduleAppointment', 'mutation', variables);
    },
    UpdateActivity(variables: UpdateActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateActivityMutation>({ document: UpdateActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateActivity', 'mutation', variables);
    },
    RescheduleAppointment(variables: RescheduleAppointmentMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RescheduleAppointmentMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RescheduleAppointmentMutation>({ document: RescheduleAppointmentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RescheduleAppointment', 'mutation', variables);
    },
    AssignActivity(variables: AssignActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssignActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssignActivityMutation>({ document: AssignActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssignActivity', 'mutation', variables);
    },
    HandBackActivity(variables: HandBackActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<HandBackActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<HandBackActivityMutation>({ document: HandBackActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'HandBackActivity', 'mutation', variables);
    },
    StartActivity(variables: StartActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<StartActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<StartActivityMutation>({ document: StartActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'StartActivity', 'mutation', variables);
    },
    ReopenActivity(variables: ReopenActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ReopenActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ReopenActivityMutation>({ document: ReopenActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ReopenActivity', 'mutation', variables);
    },
    CancelActivity(variables: CancelActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CancelActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CancelActivityMutation>({ document: CancelActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CancelActivity', 'mutation', variables);
    },
    DeleteActivity(variables: DeleteActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<DeleteActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<DeleteActivityMutation>({ document: DeleteActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'DeleteActivity', 'mutation', variables);
    },
    OpenCaseFromActivity(variables: OpenCaseFromActivityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<OpenCaseFromActivityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<OpenCaseFromActivityMutation>({ document: OpenCaseFromActivityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'OpenCaseFromActivity', 'mutation', variables);
    },
    ActivityTimeline(variables: ActivityTimelineQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ActivityTimelineQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ActivityTimelineQuery>({ document: ActivityTimelineDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ActivityTimeline', 'query', variables);
    },
    AvailableSlots(variables: AvailableSlotsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AvailableSlotsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AvailableSlotsQuery>({ document: AvailableSlotsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AvailableSlots', 'query', variables);
    },
    CreateAssetType(variables: CreateAssetTypeMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateAssetTypeMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateAssetTypeMutation>({ document: CreateAssetTypeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateAssetType', 'mutation', variables);
    },
    UpdateAssetType(variables: UpdateAssetTypeMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateAssetTypeMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateAssetTypeMutation>({ document: UpdateAssetTypeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateAssetType', 'mutation', variables);
    },
    CreateAsset(variables: CreateAssetMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateAssetMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateAssetMutation>({ document: CreateAssetDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateAsset', 'mutation', variables);
    },
    UpdateAsset(variables: UpdateAssetMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateAssetMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateAssetMutation>({ document: UpdateAssetDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateAsset', 'mutation', variables);
    },
    AssetTags(variables?: AssetTagsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssetTagsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssetTagsQuery>({ document: AssetTagsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssetTags', 'query', variables);
    },
    AssetHistory(variables: AssetHistoryQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssetHistoryQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssetHistoryQuery>({ document: AssetHistoryDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssetHistory', 'query', variables);
    },
    AssetTimeline(variables: AssetTimelineQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssetTimelineQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssetTimelineQuery>({ document: AssetTimelineDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssetTimeline', 'query', variables);
    },
    CreateCase(variables: CreateCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateCaseMutation>({ document: CreateCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateCase', 'mutation', variables);
    },
    UpdateCase(variables: UpdateCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateCaseMutation>({ document: UpdateCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateCase', 'mutation', variables);
    },
    SetCasePriority(variables: SetCasePriorityMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SetCasePriorityMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SetCasePriorityMutation>({ document: SetCasePriorityDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SetCasePriority', 'mutation', variables);
    },
    AssignCase(variables: AssignCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssignCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssignCaseMutation>({ document: AssignCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssignCase', 'mutation', variables);
    },
    CommentOnCase(variables: CommentOnCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CommentOnCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CommentOnCaseMutation>({ document: CommentOnCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CommentOnCase', 'mutation', variables);
    },
    ResolveCase(variables: ResolveCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ResolveCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ResolveCaseMutation>({ document: ResolveCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ResolveCase', 'mutation', variables);
    },
    ReactivateCase(variables: ReactivateCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ReactivateCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ReactivateCaseMutation>({ document: ReactivateCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ReactivateCase', 'mutation', variables);
    },
    DispatcherList(variables?: DispatcherListQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<DispatcherListQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<DispatcherListQuery>({ document: DispatcherListDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'DispatcherList', 'query', variables);
    },
    CasePage(variables: CasePageQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CasePageQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CasePageQuery>({ document: CasePageDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CasePage', 'query', variables);
    },
    CaseByNumber(variables: CaseByNumberQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseByNumberQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseByNumberQuery>({ document: CaseByNumberDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseByNumber', 'query', variables);
    },
    CaseForm(variables?: CaseFormQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseFormQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseFormQuery>({ document: CaseFormDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseForm', 'query', variables);
    },
    CreateUpload(variables: CreateUploadMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateUploadMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateUploadMutation>({ document: CreateUploadDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateUpload', 'mutation', variables);
    },
    Attach(variables: AttachMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AttachMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AttachMutation>({ document: AttachDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Attach', 'mutation', variables);
    },
    RemoveAttachment(variables: RemoveAttachmentMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RemoveAttachmentMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RemoveAttachmentMutation>({ document: RemoveAttachmentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RemoveAttachment', 'mutation', variables);
    },
    AddLink(variables: AddLinkMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AddLinkMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AddLinkMutation>({ document: AddLinkDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AddLink', 'mutation', variables);
    },
    RemoveLink(variables: RemoveLinkMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RemoveLinkMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RemoveLinkMutation>({ document: RemoveLinkDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RemoveLink', 'mutation', variables);
    },
    EvidenceOfCase(variables: EvidenceOfCaseQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<EvidenceOfCaseQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<EvidenceOfCaseQuery>({ document: EvidenceOfCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'EvidenceOfCase', 'query', variables);
    },
    CreateArticle(variables: CreateArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateArticleMutation>({ document: CreateArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateArticle', 'mutation', variables);
    },
    UpdateArticle(variables: UpdateArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateArticleMutation>({ document: UpdateArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateArticle', 'mutation', variables);
    },
    PublishArticle(variables: PublishArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PublishArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<PublishArticleMutation>({ document: PublishArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'PublishArticle', 'mutation', variables);
    },
    ArchiveArticle(variables: ArchiveArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ArchiveArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ArchiveArticleMutation>({ document: ArchiveArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ArchiveArticle', 'mutation', variables);
    },
    LinkArticle(variables: LinkArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<LinkArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<LinkArticleMutation>({ document: LinkArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'LinkArticle', 'mutation', variables);
    },
    UnlinkArticle(variables: UnlinkArticleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UnlinkArticleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UnlinkArticleMutation>({ document: UnlinkArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UnlinkArticle', 'mutation', variables);
    },
    Article(variables?: ArticleQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ArticleQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ArticleQuery>({ document: ArticleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Article', 'query', variables);
    },
    Articles(variables?: ArticlesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ArticlesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ArticlesQuery>({ document: ArticlesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Articles', 'query', variables);
    },
    SuggestedArticles(variables?: SuggestedArticlesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SuggestedArticlesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<SuggestedArticlesQuery>({ document: SuggestedArticlesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SuggestedArticles', 'query', variables);
    },
    Search(variables: SearchQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SearchQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<SearchQuery>({ document: SearchDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Search', 'query', variables);
    },
    SetCaseStatus(variables: SetCaseStatusMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SetCaseStatusMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SetCaseStatusMutation>({ document: SetCaseStatusDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SetCaseStatus', 'mutation', variables);
    },
    HoldCase(variables: HoldCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<HoldCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<HoldCaseMutation>({ document: HoldCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'HoldCase', 'mutation', variables);
    },
    ResumeCase(variables: ResumeCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ResumeCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ResumeCaseMutation>({ document: ResumeCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ResumeCase', 'mutation', variables);
    },
    EscalateCase(variables: EscalateCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<EscalateCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<EscalateCaseMutation>({ document: EscalateCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'EscalateCase', 'mutation', variables);
    },
    HandBackCase(variables: HandBackCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<HandBackCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<HandBackCaseMutation>({ document: HandBackCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'HandBackCase', 'mutation', variables);
    },
    CloseCase(variables: CloseCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CloseCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CloseCaseMutation>({ document: CloseCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CloseCase', 'mutation', variables);
    },
    RateCase(variables: RateCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RateCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RateCaseMutation>({ document: RateCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RateCase', 'mutation', variables);
    },
    CancelCase(variables: CancelCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CancelCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CancelCaseMutation>({ document: CancelCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CancelCase', 'mutation', variables);
    },
    AdvanceStage(variables: AdvanceStageMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AdvanceStageMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AdvanceStageMutation>({ document: AdvanceStageDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AdvanceStage', 'mutation', variables);
    },
    ReturnStage(variables: ReturnStageMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ReturnStageMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ReturnStageMutation>({ document: ReturnStageDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ReturnStage', 'mutation', variables);
    },
    CaseStandingOf(variables: CaseStandingOfQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseStandingOfQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseStandingOfQuery>({ document: CaseStandingOfDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseStandingOf', 'query', variables);
    },
    SaveCaseStatus(variables: SaveCaseStatusMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveCaseStatusMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveCaseStatusMutation>({ document: SaveCaseStatusDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveCaseStatus', 'mutation', variables);
    },
    SaveCaseType(variables: SaveCaseTypeMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveCaseTypeMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveCaseTypeMutation>({ document: SaveCaseTypeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveCaseType', 'mutation', variables);
    },
    SaveCaseCategory(variables: SaveCaseCategoryMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveCaseCategoryMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveCaseCategoryMutation>({ document: SaveCaseCategoryDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveCaseCategory', 'mutation', variables);
    },
    SaveReasonCode(variables: SaveReasonCodeMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveReasonCodeMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveReasonCodeMutation>({ document: SaveReasonCodeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveReasonCode', 'mutation', variables);
    },
    SaveResolutionPath(variables: SaveResolutionPathMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveResolutionPathMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveResolutionPathMutation>({ document: SaveResolutionPathDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveResolutionPath', 'mutation', variables);
    },
    SaveBusinessProcess(variables: SaveBusinessProcessMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SaveBusinessProcessMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SaveBusinessProcessMutation>({ document: SaveBusinessProcessDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SaveBusinessProcess', 'mutation', variables);
    },
    Settings(variables?: SettingsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SettingsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<SettingsQuery>({ document: SettingsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Settings', 'query', variables);
    },
    CreateQueue(variables: CreateQueueMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateQueueMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateQueueMutation>({ document: CreateQueueDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateQueue', 'mutation', variables);
    },
    UpdateQueue(variables: UpdateQueueMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateQueueMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateQueueMutation>({ document: UpdateQueueDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateQueue', 'mutation', variables);
    },
    QueueBoard(variables: QueueBoardQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<QueueBoardQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<QueueBoardQuery>({ document: QueueBoardDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'QueueBoard', 'query', variables);
    },
    AddToQueue(variables: AddToQueueMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AddToQueueMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AddToQueueMutation>({ document: AddToQueueDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AddToQueue', 'mutation', variables);
    },
    RemoveFromQueue(variables: RemoveFromQueueMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RemoveFromQueueMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RemoveFromQueueMutation>({ document: RemoveFromQueueDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RemoveFromQueue', 'mutation', variables);
    },
    MoveQueueItem(variables: MoveQueueItemMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<MoveQueueItemMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<MoveQueueItemMutation>({ document: MoveQueueItemDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'MoveQueueItem', 'mutation', variables);
    },
    PickQueueItem(variables: PickQueueItemMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PickQueueItemMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<PickQueueItemMutation>({ document: PickQueueItemDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'PickQueueItem', 'mutation', variables);
    },
    PickNext(variables: PickNextMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PickNextMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<PickNextMutation>({ document: PickNextDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'PickNext', 'mutation', variables);
    },
    ReleaseQueueItem(variables: ReleaseQueueItemMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ReleaseQueueItemMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ReleaseQueueItemMutation>({ document: ReleaseQueueItemDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ReleaseQueueItem', 'mutation', variables);
    },
    QueueChanged(variables: QueueChangedSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<QueueChangedSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<QueueChangedSubscription>({ document: QueueChangedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'QueueChanged', 'subscription', variables);
    },
    RoutingRules(variables?: RoutingRulesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RoutingRulesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<RoutingRulesQuery>({ document: RoutingRulesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RoutingRules', 'query', variables);
    },
    CreateRoutingRule(variables: CreateRoutingRuleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CreateRoutingRuleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<CreateRoutingRuleMutation>({ document: CreateRoutingRuleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CreateRoutingRule', 'mutation', variables);
    },
    UpdateRoutingRule(variables: UpdateRoutingRuleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UpdateRoutingRuleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UpdateRoutingRuleMutation>({ document: UpdateRoutingRuleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UpdateRoutingRule', 'mutation', variables);
    },
    DeleteRoutingRule(variables: DeleteRoutingRuleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<DeleteRoutingRuleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<DeleteRoutingRuleMutation>({ document: DeleteRoutingRuleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'DeleteRoutingRule', 'mutation', variables);
    },
    ReorderRoutingRules(variables: ReorderRoutingRulesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ReorderRoutingRulesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ReorderRoutingRulesMutation>({ document: ReorderRoutingRulesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ReorderRoutingRules', 'mutation', variables);
    },
    PreviewRouting(variables: PreviewRoutingQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PreviewRoutingQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<PreviewRoutingQuery>({ document: PreviewRoutingDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'PreviewRouting', 'query', variables);
    },
    RouteCase(variables: RouteCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RouteCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RouteCaseMutation>({ document: RouteCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RouteCase', 'mutation', variables);
    },
    CaseRoute(variables: CaseRouteQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseRouteQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseRouteQuery>({ document: CaseRouteDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseRoute', 'query', variables);
    },
    CurrentCursor(variables?: CurrentCursorQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CurrentCursorQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CurrentCursorQuery>({ document: CurrentCursorDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CurrentCursor', 'query', variables);
    },
    CaseCreated(variables?: CaseCreatedSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseCreatedSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseCreatedSubscription>({ document: CaseCreatedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseCreated', 'subscription', variables);
    },
    AssignedToMe(variables?: AssignedToMeSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssignedToMeSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssignedToMeSubscription>({ document: AssignedToMeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssignedToMe', 'subscription', variables);
    },
    CaseChanged(variables: CaseChangedSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CaseChangedSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<CaseChangedSubscription>({ document: CaseChangedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CaseChanged', 'subscription', variables);
    },
    CasesChanged(variables?: CasesChangedSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CasesChangedSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<CasesChangedSubscription>({ document: CasesChangedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CasesChanged', 'subscription', variables);
    },
    ActivitiesChanged(variables?: ActivitiesChangedSubscriptionVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ActivitiesChangedSubscription> {
      return withWrapper((wrappedRequestHeaders) => client.request<ActivitiesChangedSubscription>({ document: ActivitiesChangedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ActivitiesChanged', 'subscription', variables);
    },
    TagCase(variables: TagCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<TagCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<TagCaseMutation>({ document: TagCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'TagCase', 'mutation', variables);
    },
    UntagCase(variables: UntagCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UntagCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UntagCaseMutation>({ document: UntagCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UntagCase', 'mutation', variables);
    },
    Tags(variables?: TagsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<TagsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<TagsQuery>({ document: TagsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Tags', 'query', variables);
    },
    AssociatePerson(variables: AssociatePersonMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AssociatePersonMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AssociatePersonMutation>({ document: AssociatePersonDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AssociatePerson', 'mutation', variables);
    },
    DissociatePerson(variables: DissociatePersonMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<DissociatePersonMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<DissociatePersonMutation>({ document: DissociatePersonDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'DissociatePerson', 'mutation', variables);
    },
    AddCollaborators(variables: AddCollaboratorsMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AddCollaboratorsMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<AddCollaboratorsMutation>({ document: AddCollaboratorsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AddCollaborators', 'mutation', variables);
    },
    RemoveCollaborators(variables: RemoveCollaboratorsMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RemoveCollaboratorsMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<RemoveCollaboratorsMutation>({ document: RemoveCollaboratorsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RemoveCollaborators', 'mutation', variables);
    },
    CasesOfPerson(variables: CasesOfPersonQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CasesOfPersonQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CasesOfPersonQuery>({ document: CasesOfPersonDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'CasesOfPerson', 'query', variables);
    },
    Told(variables: ToldQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ToldQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ToldQuery>({ document: ToldDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Told', 'query', variables);
    },
    LinkCases(variables: LinkCasesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<LinkCasesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<LinkCasesMutation>({ document: LinkCasesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'LinkCases', 'mutation', variables);
    },
    UnlinkCases(variables: UnlinkCasesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<UnlinkCasesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<UnlinkCasesMutation>({ document: UnlinkCasesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'UnlinkCases', 'mutation', variables);
    },
    SetParentCase(variables: SetParentCaseMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<SetParentCaseMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<SetParentCaseMutation>({ document: SetParentCaseDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'SetParentCase', 'mutation', variables);
    },
    Relatives(variables: RelativesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RelativesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<RelativesQuery>({ document: RelativesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Relatives', 'query', variables);
    },
    EditComment(variables: EditCommentMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<EditCommentMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<EditCommentMutation>({ document: EditCommentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'EditComment', 'mutation', variables);
    },
    DeleteComment(variables: DeleteCommentMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<DeleteCommentMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<DeleteCommentMutation>({ document: DeleteCommentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'DeleteComment', 'mutation', variables);
    },
    Comments(variables: CommentsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<CommentsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<CommentsQuery>({ document: CommentsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Comments', 'query', variables);
    },
    MergeCases(variables: MergeCasesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<MergeCasesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<MergeCasesMutation>({ document: MergeCasesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'MergeCases', 'mutation', variables);
    },
    Merged(variables?: MergedQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<MergedQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<MergedQuery>({ document: MergedDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Merged', 'query', variables);
    },
    BulkUpdateCases(variables: BulkUpdateCasesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<BulkUpdateCasesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<BulkUpdateCasesMutation>({ document: BulkUpdateCasesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'BulkUpdateCases', 'mutation', variables);
    },
    ImportCases(variables: ImportCasesMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportCasesMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportCasesMutation>({ document: ImportCasesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportCases', 'mutation', variables);
    },
    ImportRuns(variables?: ImportRunsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportRunsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportRunsQuery>({ document: ImportRunsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportRuns', 'query', variables);
    },
    ImportComments(variables: ImportCommentsMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportCommentsMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportCommentsMutation>({ document: ImportCommentsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportComments', 'mutation', variables);
    },
    ImportAssets(variables: ImportAssetsMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportAssetsMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportAssetsMutation>({ document: ImportAssetsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportAssets', 'mutation', variables);
    },
    ImportPeople(variables: ImportPeopleMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportPeopleMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportPeopleMutation>({ document: ImportPeopleDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportPeople', 'mutation', variables);
    },
    ImportCustomers(variables: ImportCustomersMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<ImportCustomersMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<ImportCustomersMutation>({ document: ImportCustomersDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'ImportCustomers', 'mutation', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;