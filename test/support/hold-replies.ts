import type { Endpoint } from '../../src/platform/endpoint.ts';

/** The same addresses, each reply held against what its address declares; `check` throws what was found. */
export function holdReplies(endpoints: readonly Endpoint[]): { endpoints: Endpoint[]; check(): void } {
  const broken: string[] = [];
  const held = endpoints.map((endpoint): Endpoint => {
    const { answers, method, path } = endpoint;
    if (!answers) return endpoint;
    return {
      ...endpoint,
      handle: async (call) => {
        const send = call.res.json.bind(call.res);
        call.res.json = (body: unknown) => {
          const parsed = answers.reply.safeParse(body);
          const at = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
          if (at) broken.push(`${method} ${path} ${at.join('; ')}`);
          return send(body);
        };
        await endpoint.handle(call);
      },
    };
  });
  return {
    endpoints: held,
    check: () => {
      if (broken.length > 0) throw new Error(`Replies that are not as declared:\n${broken.join('\n')}`);
    },
  };
}
