export interface Greeting {
  readonly message: string;
}

export function greet(name: string | null): Greeting {
  return { message: `Hello, ${name ?? 'whoever you are'}` };
}
