package dev.agentmesh.cli.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Folders that one set of agents can play, and which process serves which agent: an agent that one folder calls without a skill
 * has one skill only, in all of them.
 */
final class Casting {
    private final List<PatternFolder> folders = new ArrayList<>();
    private final SortedMap<String, SortedSet<String>> skills = new TreeMap<>();

    /** Every folder in one of as few sets as a greedy choice finds. */
    static List<Casting> of(List<PatternFolder> folders) {
        List<Casting> castings = new ArrayList<>();
        for (PatternFolder folder : folders) {
            Casting fits = castings.stream()
                    .filter(casting -> casting.fits(folder))
                    .findFirst()
                    .orElseGet(() -> {
                        var another = new Casting();
                        castings.add(another);
                        return another;
                    });
            fits.folders.add(folder);
            folder.skills()
                    .forEach((agent, names) -> fits.skills
                            .computeIfAbsent(agent, _ -> new TreeSet<>())
                            .addAll(names));
        }
        return castings;
    }

    List<PatternFolder> folders() {
        return Collections.unmodifiableList(folders);
    }

    /** The arguments of each process: agents that one folder needs are in different ones as far as that goes. */
    List<List<String>> processes(int most) {
        List<SortedSet<String>> processes = new ArrayList<>();
        for (int i = 0; i < Math.min(most, skills.size()); i++) {
            processes.add(new TreeSet<>());
        }
        for (PatternFolder folder : folders) {
            for (String agent : folder.skills().keySet()) {
                if (processes.stream().noneMatch(agents -> agents.contains(agent))) {
                    processes.stream()
                            .min((one, other) -> {
                                int shared = Long.compare(shared(folder, one), shared(folder, other));
                                return shared != 0 ? shared : Integer.compare(one.size(), other.size());
                            })
                            .orElseThrow()
                            .add(agent);
                }
            }
        }
        return processes.stream()
                .map(agents -> agents.stream()
                        .map(agent -> ScriptedAgents.argument(
                                agent, skills.getOrDefault(agent, Collections.emptySortedSet())))
                        .toList())
                .toList();
    }

    private static long shared(PatternFolder folder, SortedSet<String> agents) {
        return folder.skills().keySet().stream().filter(agents::contains).count();
    }

    private boolean fits(PatternFolder folder) {
        for (Map.Entry<String, SortedSet<String>> entry : folder.skills().entrySet()) {
            SortedSet<String> all = new TreeSet<>(entry.getValue());
            all.addAll(skills.getOrDefault(entry.getKey(), Collections.emptySortedSet()));
            if (all.contains("") && all.size() > 2) {
                return false;
            }
        }
        return true;
    }
}
