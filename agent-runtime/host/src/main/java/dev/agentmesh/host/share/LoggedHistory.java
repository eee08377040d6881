package dev.agentmesh.host.share;

import dev.agentmesh.agent.History;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.topics.history.HistoryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The history over whatever reads the log. */
public final class LoggedHistory implements History {
    private static final int LONGEST_OLD = 80;

    private final Supplier<List<HistoryEntry>> log;

    /** @param log reads the run's log anew each time */
    public LoggedHistory(Supplier<List<HistoryEntry>> log) {
        this.log = log;
    }

    @Override
    public List<Entry> all() {
        return log.get().stream()
                .map(e -> new Entry(e.seq(), e.at(), e.agent(), e.action(), e.step(), e.content()))
                .toList();
    }

    @Override
    public List<Entry> find(String topic) {
        List<String> words = List.of(topic.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return all().stream()
                .filter(entry -> words.stream().allMatch(searched(entry)::contains))
                .toList();
    }

    private static String searched(Entry entry) {
        return (entry.step() + "\n" + entry.agent() + "\n" + entry.action() + "\n" + entry.content())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Entry> by(String agent) {
        return all().stream().filter(entry -> entry.agent().equals(agent)).toList();
    }

    @Override
    public List<Entry> recent(int count) {
        List<Entry> all = all();
        return all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size());
    }

    @Override
    public <T> Optional<T> request(Class<T> type) {
        return all().stream()
                .filter(entry -> entry.action().equals("requested"))
                .findFirst()
                .map(entry -> {
                    try {
                        return Values.read(Json.parse(entry.content().getBytes(StandardCharsets.UTF_8)), type);
                    } catch (IOException e) {
                        throw new IllegalArgumentException("the request is no JSON: " + e.getMessage(), e);
                    }
                });
    }

    @Override
    public String digest(int recent, int longest) {
        List<Entry> all = all();
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            String line = line(all.get(i), i >= all.size() - recent);
            if (length + line.length() + 1 > longest) {
                lines.addFirst("(" + (i + 1) + " earlier entries)");
                break;
            }
            length += line.length() + 1;
            lines.addFirst(line);
        }
        return String.join("\n", lines);
    }

    private static String line(Entry entry, boolean inFull) {
        String content = entry.content();
        String who = entry.agent().isEmpty() ? "run" : entry.agent();
        return entry.at() + " " + who + " " + entry.action()
                + (entry.step().isEmpty() ? "" : " " + entry.step()) + ": "
                + (inFull || content.length() <= LONGEST_OLD ? content : content.substring(0, LONGEST_OLD - 1) + "…");
    }
}
