import Engine
import Language
import Metrics
import Testing

struct GatheringLawTests {
  /// Numbers, whole numbers, categories, booleans, times, text that a regex works on; each with gaps.
  static func data(_ rows: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    var text = "x,n,d,b,t,s\n"
    for _ in 0..<rows {
      var cells = [
        String(Double.random(in: -5...50, using: &random)),
        String(Int.random(in: 0...40, using: &random)),
        ["A", "B", "C", "D"].randomElement(using: &random) ?? "A",
        Bool.random(using: &random) ? "true" : "false",
        "2026-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))T0\(Int.random(in: 0...9, using: &random)):00:00Z",
        "k\(Int.random(in: 0...300, using: &random))",
      ]
      for index in cells.indices where Int.random(in: 0..<12, using: &random) == 0 {
        cells[index] = index == 0 && Bool.random(using: &random) ? "none" : ""
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  /// Every metric of the catalogue, filters, `baseline(E)` in rows and in windows, checks of columns.
  static let rules = """
    columns {
      x: fractional for at least 99%, complete, >= 0 except at most 30 rows, mean within 10% of baseline
      n: integral, in 0...40, drift <= 0.1 , quantile(0.9) < 39, median > 10, stddev < 12
      d: in ["A", "B", "C"] for at least 70%, unseen_share <= 1%, distinct <= 4
      s: matches /^k[0-9]+$/, length in 2...4, distinct > 100, unique except at most 900 rows
      t: timestamp except at most 9 rows, uniqueness >= 5%, distinctness >= 10%
      no missing columns
      no extra columns
      columns in baseline order
    }
    rule rows { expect row_count > 100 }
    rule columns { expect column_count > 1 }
    rule counts { expect count(x > 10) > 3 * missing(x) alert critical when missing(n) > 50 }
    rule every_one { expect every(n >= 0) and every(t > 2026-01-01) }
    rule shares { expect share(x > baseline(mean(x))) <= 60% or share(b) > 90% }
    rule sets { where b expect in_share(d, ["A", "B"]) within 10% of baseline }
    rule patterns { expect matches_share(s, /[02468]$/) in 0.4...0.6 }
    rule types { expect inferred_type(n) == "Integral" and type_share(x, fractional) > 99.9% }
    rule sums { expect sum(x) / max(n) - min(x, where: d == "A") < 1_000 * completeness(x) }
    rule drifts { for each column c alert when drift(c) > 12% alert critical when drift(c) > 50% }
    rule methods { expect drift(x, method: ks) < 10% and drift(text(n), method: linf) < 10% }
    rule volumes { expect malformed_share < 1% and gap(t) < 90 days }
    rule times { expect freshness(t, at: 2026-12-01) < 365 days and max(t) - min(t) > 1 day }
    rule lags { alert when lag(t, 50%, arrival: t) > 0 s }
    rule specials { expect nan_share(x) < 5% and empty_share(s) <= 1% and zero_share(n) < 10% }
    rule repeats { expect duplicates(d, n) > 100 and format_share(s, json) < 50% }
    rule shapes { expect range(x) > variance(n) / 100 and skewness(x) in -1...1 }
    rule tails { expect kurtosis(x) < 3 and iqr(x) > 1 }
    rule pairs { expect correlation(x, n) in -0.2...0.2 and covariance(x, n) < 50 }
    rule categories { expect entropy(d) in 1.9...2.1 and top(d, 2) is null }
    rule widths { expect histogram(x) is null }
    rule lengths { expect length_mean(s) in 1...4 and length_min(s) >= 1 and length_max(s) <= 4 }
    rule bins { expect drift(x, method: psi) < 0.3 or drift(n, method: kl, edges: [10, 20]) < 0.2 }
    rule moves { for each column c alert when drift(c, method: jensen_shannon) > 1% }
    rule distance { expect drift(x, method: wasserstein) < 0.1 }
    rule chance { for each column c expect drift_p_value(c) >= 0.05 }
    rule many { expect drifted_share(all columns, 10%) <= 20% }
    rule per_d { by d at most 2, at least 5 rows expect mean(x) > baseline and share(n > 3) > 90% }
    rule per_pair { by d, b at most 4 where n > 3 expect row_count > 30 and drift(x) < 20% }
    rule hours { where hour(t) < 5 expect mean(x * n) > mean(if n > 20 then x else -x) }
    """

  /// Every metric of predictions, under a monitor of each task.
  static let taskRules = [
    """
    monitor m { task regression(prediction: x, label: n) }
    rule errors { expect mae < 1.1 * baseline and mse < rmse * max_error }
    rule signs { where b expect mean_error > -5 and median_absolute_error < mae }
    rule shares { expect mape < 1 and smape < 1 and label_share > 90% and late_share(t, 1 hour, since: t) < 1 }
    rule explained { expect r2 > 0 or explained_variance > 0 }
    rule quantiles { expect pinball(0.9) < best_constant(mae) }
    """,
    """
    monitor m { task binary(prediction: x, probability: 0.02 * x, label: n, positive: 0...20) }
    rule rates { expect precision > recall and f1 > 0.5 and f(beta: 2) within 10% of baseline }
    rule sides { expect true_positive_rate > false_positive_rate }
    rule others { expect true_negative_rate > false_negative_rate and accuracy > 0.5 }
    rule chance { expect balanced_accuracy > 0.5 and mcc > 0 and cohen_kappa > 0 }
    rule curves { where t > 2026-03-01 expect auc > 0.5 and gini > 0 and pr_auc > 0.5 }
    rule probabilities { expect log_loss < 1 and brier < 0.3 and calibration_error < 0.1 }
    rule counts { expect confusion(actual: 0, predicted: 40) < 5 }
    """,
    """
    monitor m { task binary(prediction: x, label: n, positive: 0...20) }
    rule data { expect bias.ci(facet: d == "A") < 0.1 and bias.dpl(facet: d == "A") < 0.1 }
    rule labels { expect bias.kl(facet: b) < 1 and bias.js(facet: b) < 0.5 and bias.lp(facet: b) < 1 }
    rule more { where n > 3 expect bias.tvd(facet: b) < 0.5 and bias.ks(facet: b) < 0.5 }
    rule groups { expect bias.cddl(facet: b, group: s) < 0.5 and bias.cddpl(facet: b, group: d) < 0.5 }
    rule shares { expect bias.dppl(facet: b) < 0.5 and bias.di(facet: b) < 5 }
    rule ratios { expect bias.dca(facet: b) < bias.dcr(facet: b) and bias.te(facet: b) < 5 }
    rule rates { expect bias.rd(facet: b) < bias.sd(facet: b) and bias.ad(facet: b) < 0.5 }
    rule right { expect bias.dar(facet: b) < bias.drr(facet: b) and bias.ge(facet: b) < 1 }
    rule flips { expect bias.ft(facet: b, features: [n, x]) < 0.5 }
    rule drifts { expect bias.drift(dpl, facet: b) <= 0.1 and bias.drift(ft, facet: b, features: [n]) < 1 }
    """,
    """
    monitor m { task multiclass(prediction: s, label: d) }
    rule means { expect weighted_precision > weighted_recall or weighted_f1 > 0.1 }
    rule more { expect weighted_f(beta: 2) > 0.1 or macro_f1 > best_constant(macro_f1) }
    rule each { expect precision(class: "A") > 0.1 }
    """,
    """
    monitor m { task ranking(score: x, relevance: n, query: d) }
    rule gains { expect ndcg > 0.9 and ndcg(at: 10, gain: exponential) > 0.5 }
    rule hits { expect map(relevant: 30) > mrr(relevant: 40) }
    rule depths { expect recall_at(5, relevant: 39) > 0.1 and precision_at(5, relevant: 3) > 0.9 }
    """,
    """
    monitor m { attributions "[xn]" }
    rule order { expect attribution_ndcg > 0.9 and attribution_rank(x) within 1 of baseline }
    rule sizes { where b expect attribution(x) > 1 and attribution_share(n) < 1.1 * baseline }
    """,
  ]

  /// Metrics that no rule bounds.
  static let structures: Set = ["confusion_matrix", "roc_curve", "pr_curve"]

  static func judged(_ csv: String, _ cut: Cut) async -> [String] {
    await judgedWhole(csv, against: data(900, seed: 1), cut).map(text)
  }

  static func judgedWhole(_ csv: String, against baseline: String, _ cut: Cut) async -> [Verdict] {
    var verdicts: [Verdict] = []
    for rules in [rules] + taskRules {
      verdicts += await judge(rules, over: csv, against: baseline, cut: cut)
    }
    return verdicts
  }

  /// All of a verdict but its evidence, which is a sample of what came first.
  static func text(_ verdict: Verdict) -> String {
    guard case .object(let members) = verdict.json else { return "" }
    return JSON.object(members.filter { $0.key != "evidence" }).text()
  }

  @Test("Verdicts, values and errors are the same however the rows are cut into pieces")
  func pieces() async {
    let csv = Self.data(1_500, seed: 2)
    let whole = await Self.judged(csv, Cut(rowsPerPiece: 10_000, threads: 1))
    #expect(whole.count > 30)
    for rows in [1, 7, 64, 500, 1_499] {
      let cut = await Self.judged(csv, Cut(rowsPerPiece: rows, threads: 1))
      #expect(cut == whole, "\(rows) rows a piece")
    }
  }

  @Test(
    "Whole verdicts, evidence included, are the same for any number of threads",
    arguments: [2, 3, 8])
  func threads(_ threads: Int) async {
    // More values than the sketches hold exactly.
    let csv = Self.data(9_000, seed: 3)
    let baseline = Self.data(5_000, seed: 4)
    let one = await Self.judgedWhole(csv, against: baseline, Cut(rowsPerPiece: 401, threads: 1))
    let many = await Self.judgedWhole(
      csv, against: baseline, Cut(rowsPerPiece: 401, threads: threads))
    #expect(many.map { $0.json.text() } == one.map { $0.json.text() })
  }

  @Test("The rules of these laws name every metric of the catalogue")
  func coverage() {
    for name in Catalogue.standard.names {
      let checks = ["missing_columns": "no missing columns", "extra_columns": "no extra columns"]
      guard !Self.structures.contains(name) else { continue }
      let rules = ([Self.rules] + Self.taskRules).joined()
      #expect(rules.contains(checks[name] ?? name), "\(name)")
    }
  }

  @Test("Data without a row give a verdict for every rule, and no pass but of counts")
  func empty() async {
    let verdicts = await Self.judgedWhole(
      "x,n,d,b,t,s\n", against: Self.data(50, seed: 5), Cut())
    #expect(verdicts.count > 30)
    let passed = verdicts.filter { $0.state == .pass }.map(\.rule)
    let counted: Set = [
      "columns.x.required", "columns.n.required", "columns.d.required", "columns.s.required",
      "columns.t.required", "columns.missing", "columns.extra", "columns.order", "columns",
      "categories", "widths",
    ]
    #expect(Set(passed).subtracting(counted).isEmpty, "\(passed)")
  }
}
