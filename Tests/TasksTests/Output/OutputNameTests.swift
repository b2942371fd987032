import Tasks
import Testing

@Suite("OUT-1: names of the files")
struct OutputNameTests {
  @Test(
    "Task, date and time, without what a file system does not like",
    arguments: [
      ("Spring Sale", "Spring Sale_20261120_193005"),
      ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j_20261120_193005"),
      ("..", "task_20261120_193005"), (".hidden", "_hidden_20261120_193005"),
      ("春季促销", "春季促销_20261120_193005"), ("a\u{1}b", "a_b_20261120_193005"),
      ("trailing. ", "trailing_20261120_193005"), ("x\u{202E}y", "x_y_20261120_193005"),
    ] as [(String, String)])
  func names(task: String, base: String) {
    #expect(OutputName(task: task, stamp: "20261120_193005").base == base)
  }

  @Test("A name that is taken gets a number")
  func alternatives() {
    let name = OutputName(task: "t", stamp: "20261120_193005")
    #expect(name.alternative(1) == "t_20261120_193005")
    #expect(name.alternative(2) == "t_20261120_193005-2")
  }

  @Test("A long name keeps room for the rest, and is not cut inside a character")
  func long() {
    let base = OutputName(task: String(repeating: "😀", count: 100), stamp: "20261120_193005").base
    #expect(base.utf8.count <= 200 && base.hasSuffix("_20261120_193005"))
    #expect(!base.contains("\u{FFFD}"))
  }
}
