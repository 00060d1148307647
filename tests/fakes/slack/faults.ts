import type { ServerResponse } from 'node:http';

/** What a call of the local Slack meets instead of its answer. `forward` lets the call happen all the same. */
export type Fault = (
  response: ServerResponse,
  call: { readonly params: Readonly<Record<string, string>>; forward(): Promise<string> },
) => void | Promise<void>;

/** An answer of our own, as JSON. */
export function answering(body: (params: Readonly<Record<string, string>>) => object): Fault {
  return (response, { params }) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body(params)));
  };
}

/** Slack's `ok: false`. */
export function refusing(error: string): Fault {
  return answering(() => ({ ok: false, error }));
}

export function status(
  code: number,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): Fault {
  return (response) => {
    response.writeHead(code, headers).end(body);
  };
}

/** Carries the call out, then breaks the connection: nobody learns that it happened. */
export const resetAfterAccepting: Fault = async (response, { forward }) => {
  await forward();
  response.destroy();
};

/** Carries the call out and never answers. */
export const withheldReply: Fault = async (_, { forward }) => {
  await forward();
};

/** Never answers. */
export const silence: Fault = () => undefined;

/** A body that is no JSON, cut off or from something in between. */
export function garbled(body: string): Fault {
  return status(200, { headers: { 'Content-Type': 'application/json' }, body });
}
