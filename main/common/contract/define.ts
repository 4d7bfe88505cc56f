import type { z } from 'zod';

/** One message: what is asked and what is answered. Progress and abort come with the envelope. */
export interface MessageDefinition {
  readonly request: z.ZodType;
  readonly response: z.ZodType;
}

export type MessageMap = Readonly<Record<string, MessageDefinition>>;
export type EventMap = Readonly<Record<string, z.ZodType>>;

export type RequestOf<M extends MessageMap, N extends keyof M> = z.infer<M[N]['request']>;
export type ResponseOf<M extends MessageMap, N extends keyof M> = z.infer<M[N]['response']>;
export type EventOf<E extends EventMap, N extends keyof E> = z.infer<E[N]>;
