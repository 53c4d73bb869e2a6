import { ApiToken } from "./people/apiToken.entity";
import { Branch } from "./people/branch.entity";
import { Customer } from "./people/customer.entity";
import {
  apiTokenVisible,
  customerVisible,
  personVisible,
  roleVisible,
  sessionVisible,
  staffOnly,
} from "./people/people.policy";
import { Person } from "./people/person.entity";
import { Role } from "./people/role.entity";
import { SignedIn } from "./people/signedIn.entity";
import { Skill } from "./people/skill.entity";
import { Team } from "./people/team.entity";
import type { EntityClass, Noun } from "./platform/read/scope";

/** Every noun: its table and GraphQL type, its number inside ids (never reused), and the one predicate of who sees it. */
export const NOUNS: readonly Noun[] = [
  { entity: Role, number: 1, visible: roleVisible },
  { entity: Person, number: 2, visible: personVisible },
  { entity: Team, number: 3, visible: staffOnly },
  { entity: Skill, number: 4, visible: staffOnly },
  { entity: Branch, number: 5, visible: staffOnly },
  { entity: Customer, number: 6, visible: customerVisible },
  { entity: ApiToken, number: 7, visible: apiTokenVisible },
  { entity: SignedIn, number: 8, visible: sessionVisible },
];

export const nounMap = (): ReadonlyMap<EntityClass, Noun> => new Map(NOUNS.map((noun) => [noun.entity, noun]));
