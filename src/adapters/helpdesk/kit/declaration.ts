import type { z } from 'zod';
import type { Helpdesk, Source } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';

/** What everybody else knows of a kind of helpdesk. Its connector is loaded only where a desk of the kind is configured. */
export interface Declaration<Kind extends string = string, Settings extends z.ZodObject = z.ZodObject> {
  readonly kind: Kind;
  /** As operators know it: `Zendesk`. */
  readonly title: string;
  /** Of one desk in the configuration; with `name`, and `kind` as a literal. */
  readonly settings: Settings;
  /**
   * What a desk of this kind may give; an account that lacks a product gives less. Without `sla_clocks` among it, clocks are
   * worked out from the policies of the configuration.
   */
  readonly gives: readonly Source[];
  /** Whether it may know the opening hours it works by, so that none need be configured. */
  readonly tellsSchedule?: boolean;
  open(settings: z.output<Settings>, tools: { readonly log: Log }): Promise<Helpdesk>;
}

/** Only types. */
export function declareHelpdesk<const Kind extends string, Settings extends z.ZodObject>(
  declaration: Declaration<Kind, Settings>,
): Declaration<Kind, Settings> {
  return declaration;
}
