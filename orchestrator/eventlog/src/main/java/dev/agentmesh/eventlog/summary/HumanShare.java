package dev.agentmesh.eventlog.summary;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a workflow's work needs people.
 *
 * @param runs accepted ones
 * @param asked those that have put at least one question to people
 * @param autonomous those that completed without a question
 */
public record HumanShare(String workflow, int runs, int asked, int completed, int autonomous) {
    /** One for each workflow, by name. */
    public static List<HumanShare> of(List<RunSummary> runs) {
        Map<String, List<RunSummary>> byWorkflow = runs.stream()
                .filter(run -> run.phase() != RunPhase.REJECTED)
                .collect(Collectors.groupingBy(RunSummary::workflow, TreeMap::new, Collectors.toList()));
        return byWorkflow.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static HumanShare of(String workflow, List<RunSummary> runs) {
        List<RunSummary> completed =
                runs.stream().filter(run -> run.phase() == RunPhase.COMPLETED).toList();
        return new HumanShare(
                workflow, runs.size(), asked(runs), completed.size(), completed.size() - asked(completed));
    }

    private static int asked(List<RunSummary> runs) {
        return (int) runs.stream().filter(run -> run.around().humans() > 0).count();
    }

    /** The share of runs that asked a person, 0 to 1. */
    public double escalationRate() {
        return share(asked, runs);
    }

    /** The share of completed runs that did without people, 0 to 1. */
    public double autonomy() {
        return share(autonomous, completed);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
