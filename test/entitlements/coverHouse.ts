import { openPeopleHouse, type Answered, type PeopleHouse } from "../people/peopleHouse";

/** A house with a customer whose day is New York's, assets, products, and what tests about entitlements ask of it. */
export interface CoverHouse extends PeopleHouse {
  readonly customer: string;
  readonly other: string;
  /** A rack of the customer's, of the product `rack`. */
  readonly rack: string;
  readonly pump: string;
  readonly theirs: string;
  readonly product: string;
  contract(input?: Record<string, unknown>): Promise<string>;
  entitle(input?: Record<string, unknown>): Promise<string>;
  /** Of the customer unless told. */
  open(input?: Record<string, unknown>): Promise<any>;
  tryOpen(input?: Record<string, unknown>): Promise<Answered>;
  resolve(id: string, input?: Record<string, unknown>): Promise<Answered>;
  reactivate(id: string): Promise<unknown>;
  cancel(id: string): Promise<unknown>;
  update(id: string, input: Record<string, unknown>): Promise<Answered>;
  look(id: string): Promise<any>;
}

export const CASE = `id number version entitlement { id name } contract { id } resolution { billableTime }`;

/** The clock stands at noon in UTC, 15 June 2026. */
export async function openCoverHouse(): Promise<CoverHouse> {
  const people = await openPeopleHouse();
  people.clock.set("2026-06-15T12:00:00Z");
  const { asAdmin, run } = people;
  const made = await asAdmin(`mutation {
    upsertProduct(input: { sku: "rack", name: "Rack" }) { product { id } }
    one: createCustomer(input: { name: "Acme", timeZone: "America/New_York" }) { customer { id } }
    two: createCustomer(input: { name: "Beta" }) { customer { id } }
    createAssetType(input: { key: "thing", name: "Thing" }) { assetType { id } }
  }`);
  const [customer, other] = [made.one.customer.id, made.two.customer.id];
  const product = made.upsertProduct.product.id;
  const asset = async (tag: string, owner: string, productId: string | null = null) =>
    (
      await asAdmin(`mutation ($input: AssetInput!) { createAsset(input: $input) { asset { id } } }`, {
        input: { tag, name: tag, type: "thing", customerId: owner, productId },
      })
    ).createAsset.asset.id as string;
  const CREATE = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { ${CASE} } warnings { code message } } }`;
  const worker = await people.person("worker", ["manager"]);
  // Tests set the clock on and back: an API token lasts through that, a session would not.
  const token = await run(`mutation { createApiToken(input: { name: "tests" }) { secret } }`, {}, worker.bearer);
  const bearer = token.data.createApiToken.secret as string;
  const tried = (text: string, variables: Record<string, unknown>) => run(text, variables, bearer);
  let numbers = 0;
  const going = async (text: string, variables: Record<string, unknown>) => {
    const { data, errors } = await tried(text, variables);
    expect(errors).toEqual([]);
    return data;
  };
  return {
    ...people,
    customer,
    other,
    product,
    rack: await asset("rack-1", customer, product),
    pump: await asset("pump-1", customer),
    theirs: await asset("theirs-1", other),
    contract: async (input = {}) =>
      (
        await going(`mutation ($input: ContractInput!) { createContract(input: $input) { contract { id } } }`, {
          input: { number: `K-${++numbers}`, name: "Service", customerId: customer, startsOn: "2026-01-01", ...input },
        })
      ).createContract.contract.id,
    entitle: async (input = {}) =>
      (
        await going(
          `mutation ($input: EntitlementInput!) { createEntitlement(input: $input) { entitlement { id } } }`,
          {
            input: {
              name: "Gold",
              customerId: customer,
              startsOn: "2026-01-01",
              endsOn: "2026-12-31",
              unit: "CASES",
              total: 5,
              ...input,
            },
          },
        )
      ).createEntitlement.entitlement.id,
    tryOpen: (input = {}) => tried(CREATE, { input: { title: "Broken", customerId: customer, ...input } }),
    open: async (input = {}) => {
      const { createCase } = await going(CREATE, { input: { title: "Broken", customerId: customer, ...input } });
      return { ...createCase.case, warnings: createCase.warnings };
    },
    resolve: (id, input = {}) =>
      tried(
        `mutation ($id: ID!, $input: ResolveCaseInput!) { resolveCase(id: $id, input: $input) { case { ${CASE} } warnings { code message } } }`,
        { id, input: { path: "repaired", notes: "Done", ...input } },
      ),
    reactivate: (id) =>
      going(`mutation ($id: ID!) { reactivateCase(id: $id, reason: "Again") { case { id } } }`, { id }),
    cancel: (id) => going(`mutation ($id: ID!) { cancelCase(id: $id, reason: "Never mind") { case { id } } }`, { id }),
    update: (id, input) =>
      tried(
        `mutation ($id: ID!, $input: UpdateCaseInput!) { updateCase(id: $id, input: $input) { case { ${CASE} } warnings { code message } } }`,
        { id, input },
      ),
    look: async (id) =>
      (
        await going(
          `query ($id: ID!) { entitlement(id: $id) { name total remaining unit state active version
            uses { totalCount nodes { amount note case { id } } } } }`,
          { id },
        )
      ).entitlement,
  };
}
