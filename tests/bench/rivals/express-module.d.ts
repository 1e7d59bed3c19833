/** As much of Express as its rival here uses: the package brings no types. */
declare module 'express' {
  interface Response { send(text: string): void; json(body: unknown): void }
  interface App {
    get(path: string, answer: (request: { query: Record<string, string | undefined> }, response: Response) => void | Promise<void>): void
    listen(port: number, host: string): void
  }
  export default function express(): App
}
