package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;

/** Verbs whose lanes run at once. */
final class LaneParts {
    private static final int DEFAULT_WIDTH = 10;

    private LaneParts() {}

    static Part parallel(Verb.Parallel parallel) {
        List<Entry> entries = new ArrayList<>();
        join(parallel.join(), parallel.late(), entries);
        List<Entry> branches = new ArrayList<>();
        parallel.branches().forEach((name, steps) -> branches.add(Entry.of(name, StepParts.sequence(steps))));
        entries.add(Entry.of("branches", new Part.Mapping(branches, Layout.BLOCK)));
        return new Part.Mapping(entries, Layout.BLOCK);
    }

    static Part map(Verb.MapEach map) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("over", Word.code(map.over().text())));
        if (!map.as().equals("item")) {
            entries.add(Entry.of("as", Word.text(map.as())));
        }
        if (map.width() != DEFAULT_WIDTH) {
            entries.add(Entry.of("width", Word.bare(Integer.toString(map.width()))));
        }
        join(map.join(), map.late(), entries);
        entries.add(Entry.of("do", StepParts.sequence(map.steps())));
        return new Part.Mapping(entries, Layout.BLOCK);
    }

    private static void join(Join join, Late late, List<Entry> entries) {
        if (!(join instanceof Join.All)) {
            boolean number = join instanceof Join.Count;
            entries.add(Entry.of("join", number ? Word.bare(Words.join(join)) : Word.text(Words.join(join))));
        }
        if (late == Late.KEEP) {
            entries.add(Entry.of("late", Word.text("keep")));
        }
    }
}
