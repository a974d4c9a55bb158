import Engine
import Language
import Metrics
import Testing

/// Metrics of attributions that records hold.
@Suite struct AttributionTests {
  private static let csv = "shap_a,shap_b,shap_c\n1,-4,0\n-2,4,1\n3,5,\n"

  private func value(
    _ expression: String, _ attributions: String = "\"shap_*\"", against: String? = nil
  ) async -> MetricValue {
    await EngineTests.value(
      of: expression, over: Self.csv, against: against, attributions: attributions)
  }

  @Test("Each way to aggregate is its formula over the records that have a value")
  func aggregates() async {
    let means = ["a": 2.0, "b": 13.0 / 3, "c": 0.5]
    let medians = ["a": 1.0, "b": 4.0, "c": 0.5]
    let squares = ["a": 14.0 / 3, "b": 19.0, "c": 0.5]
    for (feature, mean) in means {
      let call = "attribution(shap_\(feature))"
      #expect(abs((await value(call).number ?? .nan) - mean) < 1e-12)
      let median = await value(call, "recorded(\"shap_*\", aggregate: median)").number
      #expect(median == medians[feature])
      let square = await value(call, "recorded(\"shap_*\", aggregate: mean_sq)").number ?? .nan
      #expect(abs(square - (squares[feature] ?? 0)) < 1e-12)
    }
  }

  @Test("Shares add up to 1, ranks are places")
  func shares() async {
    var total = 0.0
    for feature in ["a", "b", "c"] {
      total += await value("attribution_share(shap_\(feature))").number ?? .nan
    }
    #expect(abs(total - 1) < 1e-12)
    #expect(await value("attribution_rank(shap_b)").number == 1)
    #expect(await value("attribution_rank(shap_c)").number == 3)
  }

  @Test("The gain against itself is 1, and other filters are other attributions")
  func gain() async {
    #expect(await value("attribution_ndcg", against: Self.csv).number == 1)
    #expect(await value("attribution(shap_b, where: shap_a > 0)").number == 4.5)
    #expect(
      await EngineTests.value(
        of: "attribution_share(shap_a)", over: "shap_a,shap_b\n0,0\n", attributions: "\"shap_*\"")
        == .unknown(.undefined))
  }

  @Test("Mistakes are told where they are")
  func mistakes() {
    let schema = Schema(names: ["shap_a", "shap_b", "x"])
    func found(_ clause: String, _ condition: String = "attribution_ndcg < 0.9") -> [String] {
      codes(
        "monitor m { \(clause) }\nrule r { alert when \(condition) }\n", schema: schema,
        known: Set(schema.names))
    }
    #expect(found("attributions \"shap_*\"") == [])
    #expect(found("owner \"o\"") == ["TM390"])
    #expect(found("attributions \"shop_*\"") == ["TM220"] || !found("attributions \"s\"").isEmpty)
    #expect(found("attributions 7") == ["TM391"])
    #expect(found("attributions recorded()") == ["TM391"])
    #expect(found("attributions recorded(\"shap_*\", aggregate: sum)") == ["TM391"])
    #expect(found("attributions kernel_shap(background: \"b.csv\")") == ["TM392"])
    let model = " model http(\"http://127.0.0.1:1/\")"
    #expect(found("attributions kernel_shap(background: \"b.csv\")" + model) == [])
    for options in [
      "", "background: \"b.csv\", samples: 1", "background: \"b.csv\", summary: median",
      "background: \"b.csv\", clusters: 3", "background: \"b.csv\", colour: 3",
      "background: \"b.csv\", seed: 1.5",
    ] {
      #expect(found("attributions kernel_shap(\(options))" + model) == ["TM391"], "\(options)")
    }
    #expect(found("attributions kernel_shap(background: 3)" + model) == ["TM395"])
    for kind in [
      "command()", "command(7)", "command(\"'x\")", "http(\"ftp://x\")", "socket(\"x\")",
      "http(\"http://x/\", batch: 0)", "command(\"x\", content: \"application/json\")",
      "http(\"http://u:p@x/\")",
    ] {
      let codes = found("attributions kernel_shap(background: \"b.csv\") model \(kind)")
      #expect(codes.contains { ["TM393", "TM601"].contains($0) }, "\(kind): \(codes)")
    }
    #expect(
      found(
        "attributions kernel_shap(background: \"b.csv\") model command(\"python3 model.py\")")
        == ["TM394"])
    #expect(found("attributions \"shap_*\"", "attribution(x) > 1") == ["TM206"])
    #expect(found("attributions \"shap_*\"", "attribution(shap_a + 1) > 1") == ["TM206"])
    #expect(found("attributions \"shap_*\"", "attribution_rank(shap_a) < 1") == ["TM304"])
  }

  @Test("A feature may be called by its own name where the data have it")
  func names() async {
    let found = await EngineTests.value(
      of: "attribution(age)", over: "age,shap_age\n40,3\n", attributions: "\"shap_*\"")
    #expect(found.number == 3)
  }
}
