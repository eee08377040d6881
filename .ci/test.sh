# shellcheck shell=sh disable=SC2154,SC2034
# Sourced by ../mesh: every test and every gate of the build, and at the end three numbers counted from this run's reports.

test_usage() {
  fail MESH-7010 "$1" 'mesh test [MODULE...] [--only unit|integration]' "$2" 2
}

# The folder of a module named by its folder or by the last part of it.
module_folder() {
  if [ -f "$root/$1/pom.xml" ]; then printf '%s\n' "${1%/}"; return 0; fi
  (cd "$root" && find . \( -name target -o -name '.?*' \) -prune -o -path "*/$1/pom.xml" -print) | sed -n 's|^\./\(.*\)/pom.xml$|\1|p' | head -n 1
}

remove_reports() {
  find "$root" \( -name '.?*' -o -name node_modules \) -prune -o -path '*/target/*-reports/TEST-*.xml' -type f -exec rm -f {} +
}

# What the gates said that are no tests: format, coverage of rules, dependencies.
other_failures() {
  sed -n -E '/^\[ERROR\] Failed to execute goal/{ /maven-(surefire|failsafe)-plugin/!p; }' "$log" | cut -c 1-600 >&2
}

# Modules that were not tried because one they are built on failed.
not_run() { sed -n 's/^\[INFO\] \(Agent Mesh.*[^. ]\) \.* SKIPPED$/not run \1/p' "$log" >&2; }

run_tests() {
  find_jdk
  take_lock
  remove_reports
  rm -f "$stamp"
  touch "$stamp.new"
  maven testing --fail-at-end "$@" verify
  built=$?
  summary=$("$jdk/bin/java" -XX:TieredStopAtLevel=1 -Xlog:disable "$root/.ci/TestSummary.java" "$root")
  passed=$?
  if [ $built -ne 0 ]; then
    not_run
    case $summary in *' 0 failed, '*) (explain_failure) ;; *) other_failures; say "all of it is in $log" ;; esac
  elif [ -z "$modules" ]; then
    mv -f "$stamp.new" "$stamp"
  fi
  summary_due=''
  printf '%s\n' "${summary:-0 passed, 0 failed, 0 skipped}"
  [ $built -eq 0 ] && [ $passed -eq 0 ]
}

test_all() {
  summary_due=yes modules='' only=all
  while [ $# -gt 0 ]; do
    case $1 in
      --only) only=${2:-nothing}; shift; [ $# -gt 0 ] || break ;;
      --only=*) only=${1#--only=} ;;
      -*) test_usage "test does not know $1" 'leave it out' ;;
      *)
        folder=$(module_folder "$1")
        [ -n "$folder" ] || test_usage "there is no module $1" 'name a folder that has a pom.xml, such as orchestrator/core'
        modules=${modules:+$modules,}$folder ;;
    esac
    shift
  done
  case $only in
    all) set -- ;;
    unit) set -- -DskipITs ;;
    # Surefire has no switch of its own: -DskipTests would skip the integration tests as well.
    integration) set -- -Dtest=OnlyIntegrationTests -Dsurefire.failIfNoSpecifiedTests=false ;;
    *) test_usage "--only $only is not a kind of test" 'use --only unit or --only integration' ;;
  esac
  [ -z "$modules" ] || set -- "$@" -pl "$modules" -am
  run_tests "$@"
}
