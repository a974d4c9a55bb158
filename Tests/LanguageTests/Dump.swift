import Language

/// Trees as S-expressions, so that tests show how operators bind.
enum Dump {
  static func text(_ e: Expression) -> String {
    switch e.kind {
    case .number(let value): "\(value)"
    case .ratio(let value): "(ratio \(value))"
    case .duration(let seconds): "(seconds \(seconds))"
    case .size(let bytes): "(bytes \(bytes))"
    case .date(let seconds): "(epoch \(Int(seconds)))"
    case .string(let text): "\"\(text)\""
    case .regex(let pattern, let flags): "/\(pattern)/\(flags)"
    case .boolean(let value): "\(value)"
    case .null: "null"
    case .list(let items): "[" + items.map(text).joined(separator: " ") + "]"
    case .group(let inner): "(group \(text(inner)))"
    case .allColumns: "all-columns"
    case .columns(let arguments): "(columns\(list(arguments)))"
    case .baseline(nil): "baseline"
    case .baseline(let inner?): "(baseline \(text(inner)))"
    case .call(let path, nil): name(path)
    case .call(let path, let arguments?): "(\(name(path))\(list(arguments)))"
    case .negate(let inner): "(neg \(text(inner)))"
    case .not(let inner): "(not \(text(inner)))"
    case .arithmetic(let a, let sign, let b): "(\(sign.rawValue) \(text(a)) \(text(b)))"
    case .and(let a, let b): "(and \(text(a)) \(text(b)))"
    case .or(let a, let b): "(or \(text(a)) \(text(b)))"
    case .range(let a, let b, let closed): "(\(closed ? "..." : "..<") \(text(a)) \(text(b)))"
    case .bounded(let a, let bound): "(\(head(bound)) \(text(a))\(rest(bound)))"
    case .except(let a, let b): "(except \(text(a)) \(text(b)))"
    case .conditional(let a, let b, let c): "(if \(text(a)) \(text(b)) \(text(c)))"
    case .missing: "<missing>"
    }
  }

  static func text(_ bound: Bound) -> String { "(\(head(bound))\(rest(bound)))" }

  private static func name(_ path: Path) -> String {
    path.components.map {
      switch $0 {
      case .name(let name): name.isQuoted ? "`\(name.text)`" : name.text
      case .index(let index, _): "#\(index)"
      }
    }.joined(separator: ".")
  }

  static func list(_ arguments: [Argument]) -> String {
    arguments.map { " " + ($0.label.map { "\($0.text):" } ?? "") + text($0.value) }.joined()
  }

  private static func head(_ bound: Bound) -> String {
    switch bound.kind {
    case .compare(let sign, _): sign.rawValue
    case .membership(let negated, _): negated ? "not-in" : "in"
    case .within: "within"
    case .matches: "matches"
    case .isNull(let negated): negated ? "is-not-null" : "is-null"
    case .isType(let negated, let type): (negated ? "is-not-" : "is-") + type.text
    }
  }

  private static func rest(_ bound: Bound) -> String {
    switch bound.kind {
    case .compare(_, let e), .membership(_, let e), .matches(let e): " " + text(e)
    case .within(let tolerance, let target): " \(text(tolerance)) \(text(target))"
    case .isNull, .isType: ""
    }
  }

  private static func text(_ tolerance: Bound.Tolerance) -> String {
    switch tolerance {
    case .ratio(let e): text(e)
    case .points(let e): "(points \(text(e)))"
    case .sigma(let e): "(sigma \(text(e)))"
    case .absolute(let e): "(absolute \(text(e)))"
    }
  }

  private static func text(_ target: Bound.WithinTarget) -> String {
    switch target {
    case .expression(let e): text(e)
    case .lastWindows(let e): "(last \(text(e)))"
    }
  }
}
