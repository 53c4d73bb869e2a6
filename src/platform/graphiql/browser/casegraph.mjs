/* global React, ReactDOM, GraphiQL */
import { createClient } from "./client.js";

const endpoint = "/graphql";
const byId = (id) => document.getElementById(id);
const form = byId("sign-in");
const said = byId("said");

/** Kept for this tab only: a shared computer forgets it with the tab. */
let session = JSON.parse(sessionStorage.getItem("casegraph") ?? "null");
let socket = null;

async function post(body, headers = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

function keep(next) {
  session = next;
  if (next) sessionStorage.setItem("casegraph", JSON.stringify(next));
  else sessionStorage.removeItem("casegraph");
  socket?.dispose();
  socket = null;
  form.hidden = next !== null;
  byId("signed-in").hidden = next === null;
  byId("who").textContent = next?.name ?? "";
  said.textContent = "";
}

/** A new access token shortly before the old one ends, so that a tab that stays open stays signed in. */
async function freshToken() {
  if (session?.refreshToken && Date.parse(session.expiresAt) - Date.now() < 30_000) {
    const query = `mutation ($token: String!) { refreshSession(refreshToken: $token) { session { accessToken refreshToken expiresAt } } }`;
    const { data } = await post({ query, variables: { token: session.refreshToken } });
    if (data?.refreshSession) keep({ ...session, ...data.refreshSession.session });
    else keep(null);
  }
  return session?.accessToken ?? null;
}

function client() {
  socket ??= createClient({
    url: new URL(endpoint, location.href.replace(/^http/, "ws")).href,
    connectionParams: async () => {
      const token = await freshToken();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
    retryAttempts: 10,
    shouldRetry: () => session !== null,
  });
  return socket;
}

/** One subscription as an async iterable whose `return` ends it, also while it waits. */
function subscribe(payload) {
  const waiting = [];
  const values = [];
  let over = false;
  const settle = () => {
    while (waiting.length > 0 && (values.length > 0 || over)) {
      waiting.shift()(values.length > 0 ? { done: false, value: values.shift() } : { done: true, value: undefined });
    }
  };
  const push = (value, last) => {
    if (value !== undefined) values.push(value);
    over ||= last;
    settle();
  };
  const stop = client().subscribe(payload, {
    next: (value) => push(value, false),
    error: (error) => {
      const errors = Array.isArray(error)
        ? error
        : [{ message: error?.reason || error?.message || "The socket was closed. Sign in?" }];
      push({ errors }, true);
    },
    complete: () => push(undefined, true),
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
    return: async () => {
      stop();
      push(undefined, true);
      return { done: true, value: undefined };
    },
  };
}

/** True where the operation that will run is a subscription. */
function isSubscription(operationName, documentAST) {
  const operations = (documentAST?.definitions ?? []).filter((d) => d.kind === "OperationDefinition");
  const found = operationName ? operations.find((d) => d.name?.value === operationName) : operations[0];
  return found?.operation === "subscription";
}

async function fetcher(payload, options = {}) {
  if (isSubscription(payload.operationName, options.documentAST)) return subscribe(payload);
  const headers = { ...options.headers };
  const token = await freshToken();
  const named = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  if (token && !named) headers.authorization = `Bearer ${token}`;
  return post(payload, headers);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, password } = form.elements;
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken refreshToken expiresAt person { name } } } }`;
  try {
    const { data, errors } = await post({
      query,
      variables: { input: { email: email.value, password: password.value } },
    });
    const made = data?.signIn?.session;
    if (!made) throw new Error(errors?.[0]?.message ?? "That did not work.");
    password.value = "";
    keep({ ...made, name: made.person.name });
  } catch (error) {
    said.textContent = error.message;
  }
});

byId("use-token").addEventListener("click", () => {
  const token = form.elements.token.value.trim();
  if (token) keep({ accessToken: token, name: "with a token" });
  form.elements.token.value = "";
});

byId("sign-out").addEventListener("click", async () => {
  const token = session?.refreshToken ? session.accessToken : null;
  keep(null);
  if (token)
    await post({ query: "mutation { signOut { __typename } }" }, { authorization: `Bearer ${token}` }).catch(() => {});
});

keep(session);

const defaultQuery = `# Sign in above, then run with Ctrl-Enter.
# The book on the left explains every field.
query Me {
  viewer {
    name
    permissions
  }
}
`;
const plugins = [GraphiQL.HISTORY_PLUGIN].filter(Boolean);
ReactDOM.createRoot(byId("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery,
    plugins,
    shouldPersistHeaders: false,
    inputValueDeprecation: true,
    schemaDescription: true,
  }),
);
