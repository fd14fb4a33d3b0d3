import type { z } from 'zod';
import { endpoint, type Call, type Endpoint, type QuerySchema } from './endpoint.ts';

type ApiEndpoint<Input, Reply> = {
  path: string;
  /** 201 where it makes something. */
  status?: 201;
  reply: z.ZodType<Reply>;
  /** Where the thing stands that it made. */
  locate?: (reply: NoInfer<Reply>) => string;
  run: (call: Call<Input>) => NoInfer<Reply> | Promise<NoInfer<Reply>>;
} & ({ method: 'get'; query?: QuerySchema<Input> } | { method: 'post'; body: z.ZodType<Input> });

/** An address for programs: what it takes, what it does, and what it answers as JSON. */
export const api = <Input, Reply>({ status, reply, locate, run, ...address }: ApiEndpoint<Input, Reply>): Endpoint =>
  endpoint<Input>({
    ...address,
    answers: { status: status ?? 200, reply },
    handle: async (call) => {
      const said = await run(call);
      if (locate) call.res.location(locate(said));
      call.res.status(status ?? 200).json(said);
    },
  });
