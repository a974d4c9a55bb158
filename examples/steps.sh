# What the examples have in common: sourced by them, at the top of the repository.

say() {
  printf '\n== %s\n' "$*"
}

fail() {
  echo "$(basename "$0" .sh): $*" >&2
  exit 1
}

# Installs what is missing (apt) and builds the program: $tidemark.
build_tidemark() {
  local build=(-c release --static-swift-stdlib) output
  .ci/install
  echo "building (some minutes the first time)"
  output=$(swift build "${build[@]}" --product tidemark --quiet 2>&1) || fail "no build: $output"
  tidemark=$(swift build "${build[@]}" --show-bin-path)/tidemark
  echo "$tidemark"
}

# expect STATUS ARGUMENT…: shows the command, runs it, and holds its exit status against STATUS.
expect() {
  local wanted=$1 status=0
  shift
  echo "\$ tidemark $*"
  "$tidemark" "$@" || status=$?
  echo "exit status $status"
  [ "$status" -eq "$wanted" ] || fail "expected exit status $wanted, not $status"
}
