import { EngineError, type CallOptions } from '../engine.ts'
import type { Network, Node, Topology } from './network.ts'

/** Asks a server of the network, reached without the help of the others. */
export type AskNode<T> = (node: Node) => Promise<T>

/**
 * Which server is asked: the one that the settings name, or, while it cannot be reached, any other that is known to share its indexes.
 * It is tried again whenever the network is looked at anew, without anybody waiting.
 */
export class Entry {
  #topology: () => Topology
  #isLost: (error: unknown) => boolean
  #isAway = false

  /** `isLost` tells a server that cannot be reached from one that refuses. */
  constructor(topology: () => Topology, isLost: (error: unknown) => boolean) {
    this.#topology = topology
    this.#isLost = isLost
  }

  /** The server that the settings name cannot be reached, others answer in its place. */
  get isAway(): boolean {
    return this.#isAway
  }

  async ask<T>(here: () => Promise<T>, there: AskNode<T>, { signal }: CallOptions): Promise<T> {
    if (this.#isAway) return this.#askOthers(there, here)
    return here().catch(error => {
      if (signal?.aborted || !this.#isLost(error)) throw error
      return this.#askOthers(there, () => Promise.reject(error))
    })
  }

  /** The network as `here` describes it, else as another server does, else as it was. */
  async look(here: () => Promise<Network | null>, there: AskNode<Network | null>): Promise<Network | null> {
    try {
      const network = await here()
      this.#isAway = false
      return network
    } catch (error) {
      const { known } = this.#topology()
      if (known === null || !this.#isLost(error)) throw error
      // Nobody is "self" here: what would go to that one goes to it by its address.
      const network = await this.#askOthers(there, () => Promise.reject(error)).catch(() => forget(known))
      return network && { ...network, self: null }
    }
  }

  async #askOthers<T>(there: AskNode<T>, last: () => Promise<T>): Promise<T> {
    const topology = this.#topology()
    const { known } = topology
    if (known?.self) topology.miss([known.self])
    let refusal: EngineError | null = null
    for (const [name, node] of known === null ? [] : topology.able(known)) {
      try {
        const answer = await there(node)
        this.#isAway = true
        return answer
      } catch (error) {
        // The key that the network has for one of them may be wrong, or be for less than is asked: the next may take its own.
        if (error instanceof EngineError && error.code === 'unauthorised') refusal ??= error
        else if (this.#isLost(error)) topology.miss([name])
        else throw error
      }
    }
    this.#isAway = refusal !== null
    if (refusal !== null) throw refusal
    return last()
  }
}

/** Who is up is not known any more: of servers that share out by themselves, any may leave out a part. */
function forget(known: Network): Network {
  if (!known.isLed) return known
  return { ...known, nodes: new Map([...known.nodes].map(([name, node]) => [name, { ...node, isAvailable: false }])) }
}
