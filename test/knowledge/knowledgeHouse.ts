import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

export const CREATE = `mutation ($input: ArticleInput!) { createArticle(input: $input) { article { id number version } } }`;
export const UPDATE = `mutation ($id: ID!, $input: UpdateArticleInput!, $expectedVersion: Int) {
  updateArticle(id: $id, input: $input, expectedVersion: $expectedVersion) {
    article { title body internal tags state version wordings { version title body internal tags replacedBy { name } } } } }`;
export const PUBLISH = `mutation ($id: ID!) { publishArticle(id: $id) { article { state version publishedAt } } }`;
export const ARCHIVE = `mutation ($id: ID!) { archiveArticle(id: $id) { article { state version publishedAt } } }`;
export const LINK = `mutation ($caseId: ID!, $articleId: ID!) {
  linkArticle(caseId: $caseId, articleId: $articleId) { case { articles { title } } } }`;
export const UNLINK = `mutation ($caseId: ID!, $articleId: ID!) {
  unlinkArticle(caseId: $caseId, articleId: $articleId) { case { articles { title } } } }`;

/** What tests about articles ask of a house. */
export interface KnowledgeHouse extends PeopleHouse {
  /** An article of the administrator's in this state; answers its id. */
  article(title: string, state: "DRAFT" | "PUBLISHED" | "ARCHIVED", more?: Record<string, unknown>): Promise<string>;
  /** A case of the administrator's; answers its id. */
  case(title: string, more?: Record<string, unknown>): Promise<string>;
  /** A customer and somebody of it who may sign in to the portal. */
  customer(name: string): Promise<{ id: string; personId: string; bearer: string }>;
}

export async function openKnowledgeHouse(): Promise<KnowledgeHouse> {
  const people = await openPeopleHouse();
  const article: KnowledgeHouse["article"] = async (title, state, more = {}) => {
    const { createArticle } = await people.asAdmin(CREATE, { input: { title, body: `About ${title}.`, ...more } });
    const { id } = createArticle.article;
    if (state !== "DRAFT") await people.asAdmin(PUBLISH, { id });
    if (state === "ARCHIVED") await people.asAdmin(ARCHIVE, { id });
    return id;
  };
  const open: KnowledgeHouse["case"] = async (title, more = {}) => {
    const create = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`;
    return (await people.asAdmin(create, { input: { title, ...more } })).createCase.case.id;
  };
  const customer: KnowledgeHouse["customer"] = async (name) => {
    const create = `mutation ($input: CustomerInput!) { createCustomer(input: $input) { customer { id } } }`;
    const { id } = (await people.asAdmin(create, { input: { name } })).createCustomer.customer;
    const person = await people.person(`contact-of-${name.toLowerCase()}`, ["customer"], { customerId: id });
    return { id, personId: person.id, bearer: person.bearer };
  };
  return { ...people, article, case: open, customer };
}
