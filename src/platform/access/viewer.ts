import { forbidden, Refusal, ErrorCode } from "../errors";
import type { Permission } from "./permissions";

/** Who asks, as the credential says at this moment. Immutable: changed rights make a new one. */
export interface Viewer {
  readonly personId: string;
  /** The roles' permissions, narrowed by the token's. */
  readonly permissions: ReadonlySet<Permission>;
  /** `permissionClass(permissions)`. */
  readonly permissionClass: number;
  /** The portal customer's own customer; null for staff. */
  readonly customerId: string | null;
  readonly timeZone: string;
  /** The credential: one of the two is set. */
  readonly sessionId: string | null;
  readonly apiTokenId: string | null;
  /** When the credential ends by itself, in ms since 1970; null: never. */
  readonly expiresAt: number | null;
}

export const can = (viewer: Viewer, permission: Permission): boolean => viewer.permissions.has(permission);

/** FORBIDDEN unless the viewer has one of the permissions. */
export function permit(viewer: Viewer, ...anyOf: Permission[]): void {
  if (!anyOf.some((p) => viewer.permissions.has(p))) throw forbidden();
}

/** The viewer, or UNAUTHENTICATED. */
export function signedIn(viewer: Viewer | null): Viewer {
  if (!viewer) throw new Refusal(ErrorCode.UNAUTHENTICATED, "Sign in first: send `authorization: Bearer …`.");
  return viewer;
}
