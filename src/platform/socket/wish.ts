import { createHash } from "node:crypto";
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from "graphql";
import type { Known } from "../admission";
import { signedIn } from "../access/viewer";
import { canonical, type Caller, type Execution } from "../execution";
import type { SubscribePayload } from "./messages";
import type { Wish } from "./subscriber";

const places = new WeakMap<OperationDefinitionNode, string | null>();

/** The variable that says where the stream begins and nothing else: it does not tell subscribers apart once they have caught up. */
function placeVariable(document: DocumentNode, definition: OperationDefinitionNode): string | null {
  const before = places.get(definition);
  if (before !== undefined) return before;
  let name: string | null = null;
  for (const node of definition.selectionSet.selections) {
    if (node.kind !== Kind.FIELD) continue;
    const after = node.arguments?.find((a) => a.name.value === "after");
    if (after?.value.kind === Kind.VARIABLE) name = after.value.name.value;
  }
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => {
      if (node.name.value === name) uses += 1;
    },
  });
  const found = uses === 1 ? name : null;
  places.set(definition, found);
  return found;
}

/** What a subscription asks for, with the viewer's rights of this moment; refuses where they do not allow it. */
export function wishOf(execution: Execution, known: Known, payload: SubscribePayload, caller: Caller): Wish {
  const { admission, engine } = execution;
  const viewer = signedIn(caller.viewer);
  const admitted = admission.pick(known, payload.operationName);
  admission.check(admitted, payload.variables, viewer);
  const asked = { operationName: payload.operationName, variables: payload.variables, idempotencyKey: null };
  const plan = engine.subscription(
    admitted.operation,
    payload.variables,
    execution.context(known, admitted, asked, caller),
  );
  plan.stream.permit(viewer, plan.args);
  const place = placeVariable(known.document, admitted.operation.definition);
  const rest = Object.fromEntries(Object.entries(payload.variables).filter(([name]) => name !== place));
  const words = `${viewer.permissionClass}\0${known.text}\0${payload.operationName ?? ""}\0${canonical(rest)}`;
  return { plan, key: createHash("sha256").update(words).digest("base64") };
}
