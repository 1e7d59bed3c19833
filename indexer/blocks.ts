/** Entries of an index by key, ascending; entries of one key by form. */
export interface Block { keys: Float64Array; fids: Int32Array }

/** A block is cut when it has more entries than fit a page of the database, into parts that leave room to grow. */
const MOST = 320
const FILL = 240
/** A key of 8 and a form of 4 bytes. */
const ENTRY = 12

/** Each form once under each of its keys. The forms come by ascending number. */
export function toBlock(forms: Iterable<readonly [fid: number, keys: readonly number[]]>): Block {
  const given: number[] = []
  const owners: number[] = []
  for (const [fid, own] of forms) {
    own.forEach((key, i) => {
      if (own.indexOf(key) < i) return
      given.push(key)
      owners.push(fid)
    })
  }
  const keys = new Float64Array(given).sort()
  const fids = new Int32Array(keys.length)
  const used = new Int32Array(keys.length)
  for (let i = 0; i < given.length; i++) {
    const at = lowerBound(keys, given[i]!)
    fids[at + used[at]!++] = owners[i]!
  }
  return { keys, fids }
}

/** Of equal keys the older come first, which are the smaller forms. */
export function mergeBlocks(old: Block, fresh: Block): Block {
  const size = old.keys.length + fresh.keys.length
  const merged: Block = { keys: new Float64Array(size), fids: new Int32Array(size) }
  let [i, j] = [0, 0]
  for (let to = 0; to < size; to++) {
    const older = j >= fresh.keys.length || i < old.keys.length && old.keys[i]! <= fresh.keys[j]!
    merged.keys[to] = older ? old.keys[i]! : fresh.keys[j]!
    merged.fids[to] = older ? old.fids[i++]! : fresh.fids[j++]!
  }
  return merged
}

/** Cut between different keys alone: all of one key stand in one block, however many they are. */
export function cutBlock({ keys, fids }: Block): Block[] {
  if (keys.length <= MOST) return [{ keys, fids }]
  const parts: Block[] = []
  for (let from = 0; from < keys.length;) {
    let to = Math.min(keys.length, from + FILL)
    while (to < keys.length && keys[to] === keys[to - 1]) to++
    parts.push({ keys: keys.subarray(from, to), fids: fids.subarray(from, to) })
    from = to
  }
  return parts
}

/** The first place from `from` on whose key is not smaller. */
export function lowerBound(keys: Float64Array, key: number, from = 0): number {
  let [low, high] = [from, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

export function toBytes({ keys, fids }: Block): Uint8Array {
  const bytes = new Uint8Array(keys.length * ENTRY)
  new Float64Array(bytes.buffer, 0, keys.length).set(keys)
  new Int32Array(bytes.buffer, keys.length * 8).set(fids)
  return bytes
}

export function fromBytes(bytes: Uint8Array): Block {
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const size = bytes.length / ENTRY
  return { keys: new Float64Array(buffer, byteOffset, size), fids: new Int32Array(buffer, byteOffset + size * 8, size) }
}
