import { z } from 'zod';

const view = { width: z.int().min(20).max(400), isColor: z.boolean() };

/** What can be typed in a terminal, as it goes to whoever holds the store. Paths are absolute. */
export const invocation = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('kpi'),
    text: z.string(),
    json: z.boolean(),
    now: z.string().optional(),
    tz: z.string().optional(),
    as: z.string().optional(),
    ...view,
  }),
  z.strictObject({
    command: z.literal('import'),
    path: z.string(),
    desk: z.string().optional(),
    map: z.string().optional(),
    writeMap: z.string().optional(),
    isRefusedAccepted: z.boolean().optional(),
  }),
  z.strictObject({ command: z.literal('forget'), desk: z.string() }),
  z.strictObject({ command: z.literal('sync'), desk: z.string().optional() }),
  z.strictObject({ command: z.literal('demo'), tickets: z.int().min(1), seed: z.int() }),
  z.strictObject({ command: z.literal('doctor'), desk: z.string().optional() }),
]);
export type Invocation = z.output<typeof invocation>;

/** Whoever typed it, while it runs. */
export interface Terminal {
  /** A line for a person who waits. */
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}
