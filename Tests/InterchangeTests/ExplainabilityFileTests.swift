import Engine
import JSONText
import Testing

@testable import Interchange

@Suite struct ExplainabilityFileTests {
  private func read(_ text: String) throws -> ExplainabilityAnalysis {
    try ExplainabilityAnalysis(try JSON(parsing: Array(text.utf8)))
  }

  @Test("What is written reads back, and other parts of the file stay")
  func roundTrip() throws {
    let analysis = ExplainabilityAnalysis(
      label: "label1", [.init("b", 0.25), .init("a \"x\"", 1e-300)], expected: -0.5)
    let former = try JSON(
      parsing: Array(
        #"{"version": "1.0", "post_training_bias_metrics": {"label": "y"}, "explanations": 7}"#.utf8
      ))
    for json in [analysis.json(), analysis.json(within: former)] {
      #expect(try read(json.text(.service)) == analysis)
    }
    #expect(analysis.json(within: former).text().contains("\"label\": \"y\""))
  }

  @Test("The service's own file is read in its order")
  func service() throws {
    let found = try read(
      """
      {"version": "1.0", "explanations": {"kernel_shap": {"label0": {
        "global_shap_values": {"A_AGE": 0.039, "NOEMP": 0.029, "A_AGE": 1, "bad": "x"},
        "expected_value": 0.056}}}}
      """)
    #expect(found.features == [.init("A_AGE", 0.039), .init("NOEMP", 0.029)])
    #expect(found.label == "label0" && found.expected == 0.056)
    #expect(found.remarks.count == 2)
  }

  @Test(
    "A file without explanations of features is none",
    arguments: [
      "[]", "{}", #"{"explanations": []}"#, #"{"explanations": {"pdp": {}}}"#,
      #"{"explanations": {"kernel_shap": {"label0": {"global_shap_values": {}}}}}"#,
      #"{"explanations": {"kernel_shap": {"label0": {"global_shap_values": {"a": null}}}}}"#,
    ])
  func foreign(text: String) {
    #expect(throws: ForeignFile.self) { try read(text) }
  }
}
