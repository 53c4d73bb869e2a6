import { SupplierReturnStatus } from "./supplierReturn.entity";

const { SENT, CREDITED, REJECTED, CANCELED } = SupplierReturnStatus;

/** Where a supplier return may go from each status. */
export const STEPS: Readonly<Record<SupplierReturnStatus, readonly SupplierReturnStatus[]>> = {
  OPEN: [SENT, CANCELED],
  SENT: [CREDITED, REJECTED, CANCELED],
  CREDITED: [],
  REJECTED: [],
  CANCELED: [],
};
