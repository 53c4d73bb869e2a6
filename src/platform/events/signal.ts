/** A flag that one loop waits for: raised any number of times before it looks, it wakes it once. */
export class Signal {
  private raised = false;
  private wake: (() => void) | null = null;

  raise(): void {
    this.raised = true;
    this.wake?.();
  }

  /** Waits until it is raised, or `ms` at most; lowers it and tells whether it was. */
  async wait(ms?: number): Promise<boolean> {
    if (!this.raised) {
      await new Promise<void>((resolve) => {
        const timeout = ms === undefined ? undefined : setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
      this.wake = null;
    }
    const raised = this.raised;
    this.raised = false;
    return raised;
  }
}
