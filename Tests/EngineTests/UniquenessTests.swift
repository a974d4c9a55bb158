import Engine
import Testing

struct UniquenessTests {
  private static let csv = "id,x\n1,a\n2,a\n3,b\n3,b\n,b\n3,c\n,c\n"

  @Test(
    "`unique` fails for every record whose value others have",
    arguments: [
      ("id: unique", "columns.id.unique", "violated"),
      ("id: unique for at least 40%", "columns.id.unique", "pass"),
      ("id: unique for at least 41%", "columns.id.unique", "violated"),
      ("id: unique except at most 3 rows", "columns.id.unique", "pass"),
      ("id: unique except at most 2 rows", "columns.id.unique", "violated"),
      ("id: unique except at most 60%", "columns.id.unique", "pass"),
      ("id: unique except at most 59%", "columns.id.unique", "violated"),
      ("id: uniqueness >= 40%", "columns.id.uniqueness", "pass"),
      ("id: duplicates <= 1", "columns.id.duplicates", "violated"),
      ("id: unique as key", "columns.id.key", "violated"),
    ])
  func check(_ check: String, _ id: String, _ expected: String) async {
    let found = await outcomes("columns { \(check) }", over: Self.csv)
    #expect(found[id] == expected, "\(found)")
  }

  @Test("A column without values is not unique but unknown, one of different values is")
  func ends() async {
    #expect(
      await outcomes("columns { x: unique }", over: "x,y\n,1\n")["columns.x.unique"] == "no data")
    #expect(
      await outcomes("columns { x: unique }", over: "x\n1\n2\n")["columns.x.unique"] == "pass")
  }

  @Test("The values that repeat are shown with their counts, those of sensitive columns never")
  func evidence() async {
    for cut in [Cut(rowsPerPiece: 1, threads: 2), Cut(rowsPerPiece: 100, threads: 1)] {
      let shown = await judge("columns { id: unique }", over: Self.csv, cut: cut)
      #expect(shown.last?.evidence == [Evidence("3", count: 3)])
      let several = await judge(
        "rule r { expect duplicates(id, x) == 0 }", over: Self.csv, cut: cut)
      #expect(several.last?.evidence == [Evidence("3, b", count: 2)])
      for rules in [
        "columns { id: sensitive, unique }",
        "columns { id: sensitive }\nrule r { expect duplicates(x, id) == 0 }",
        "columns { id: sensitive }\nrule r { expect uniqueness(text(id)) == 1 }",
      ] {
        let hidden = await judge(rules, over: Self.csv, cut: cut)
        #expect(hidden.last?.state == .violated && hidden.last?.evidence == [], "\(rules)")
      }
    }
    #expect(codes("columns { id: sensitive }\nrule r { expect top(id) is null }") == ["TM206"])
  }

  @Test("More different values than are held: what is unique passes, and the error is told")
  func beyond() async {
    let unique = "id\n" + (0..<800_000).map { "\($0)\n" }.joined()
    let cut = Cut(rowsPerPiece: 100_000, threads: 1)
    guard case .number(let estimate) = await value(of: "uniqueness(id)", over: unique, cut: cut)
    else {
      Issue.record("no value")
      return
    }
    #expect(estimate.value == 1)
    #expect(estimate.error > 0 && estimate.error < 0.001)
  }
}
