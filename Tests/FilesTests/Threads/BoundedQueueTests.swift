import Files
import Testing

@Suite("Bounded queues")
struct BoundedQueueTests {
  @Test("Values come in order, and whoever is ahead waits")
  func order() {
    let queue = BoundedQueue<Int>(capacity: 2)
    let worker = Worker {
      for value in 0..<1_000 { guard queue.push(value) else { return } }
      queue.close()
    }
    var taken: [Int] = []
    while let value = queue.pop() { taken.append(value) }
    worker.join()
    #expect(taken == Array(0..<1_000))
  }

  @Test("A closed queue lets nothing in and gives what waits")
  func closed() {
    let queue = BoundedQueue<Int>(capacity: 4)
    #expect(queue.push(1))
    queue.close()
    #expect(!queue.push(2))
    #expect(queue.pop() == 1)
    #expect(queue.pop() == nil)
  }
}
