package dev.agentmesh.examples.codereview.git;

import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.source.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** Works out what changed between two states of a repository, in bounded memory and with bounded output. */
public final class RepositoryDiff {
    /** More cannot be: what is said about them has to fit into one payload even when every one has a finding. */
    public static final int MAX_FILES = 200;

    /** A payload may have 256 KiB; files and the findings in them meet in one task, the synthesis. */
    private static final int PAYLOAD_BYTES = 240 * 1024;

    private static final int FILES_BYTES = 80 * 1024;
    private static final int AGENTS = 3;

    /** An agent's answer about a file without its findings. */
    private static final int BYTES_PER_ANALYSIS = 115;

    private static final int MOST_ROOM = 8 * 1024;

    private final GitRepository repository;
    private final ObjectReader reader;
    private final int maxFiles;
    private final List<ChangedFile> files = new ArrayList<>();
    private final Map<SkipReason, List<String>> skipped = new EnumMap<>(SkipReason.class);
    private int bytes;

    private RepositoryDiff(GitRepository repository, ObjectReader reader, int maxFiles) {
        this.repository = repository;
        this.reader = reader;
        this.maxFiles = maxFiles;
    }

    /**
     * @param range see {@link RevisionRange#resolve}
     * @param maxFiles most files to list for review, 1 to {@value #MAX_FILES}
     * @throws dev.agentmesh.agent.Poison when range or number cannot be used
     * @throws dev.agentmesh.agent.Declined {@code NO_COMMITS} when nothing was committed yet
     */
    public static DiffReport of(GitRepository repository, String range, int maxFiles) throws IOException {
        if (maxFiles < 1 || maxFiles > MAX_FILES) {
            throw Refusal.badMaxFiles(maxFiles, MAX_FILES);
        }
        RevisionRange revisions = RevisionRange.resolve(repository, range);
        try (ObjectReader reader = repository.jgit().newObjectReader()) {
            return new RepositoryDiff(repository, reader, maxFiles).report(revisions);
        }
    }

    private DiffReport report(RevisionRange revisions) throws IOException {
        List<DiffEntry> entries = entries(revisions);
        entries.sort(Comparator.comparing((DiffEntry entry) ->
                        !Language.detect(entry.getNewPath(), "").hasOwnRules())
                .thenComparing(RepositoryDiff::pathOf));
        for (DiffEntry entry : entries) {
            take(entry);
        }
        files.sort(Comparator.comparing(ChangedFile::path));
        return new DiffReport(
                repository.path(),
                repository.name(),
                repository.origin(),
                revisions.text(),
                revisions.baseId(),
                revisions.head().name(),
                shortened(revisions.head().getShortMessage(), 120),
                withRoom(),
                notReviewed(),
                files.stream().mapToInt(ChangedFile::changedLines).sum());
    }

    private List<DiffEntry> entries(RevisionRange revisions) throws IOException {
        try {
            return scan(revisions, Renames.FOLLOWED);
        } catch (MissingObjectException partialClone) {
            // Renames are found by comparing contents, and not all contents are here.
            return scan(revisions, Renames.IGNORED);
        }
    }

    private enum Renames {
        FOLLOWED,
        IGNORED
    }

    private List<DiffEntry> scan(RevisionRange revisions, Renames renames) throws IOException {
        try (DiffFormatter differences = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            differences.setRepository(repository.jgit());
            differences.setDetectRenames(renames == Renames.FOLLOWED);
            return new ArrayList<>(differences.scan(revisions.base(), revisions.head()));
        }
    }

    private void take(DiffEntry entry) throws IOException {
        var byEntry = FileScreening.byEntry(entry);
        if (byEntry.isPresent()) {
            skip(byEntry.get(), entry);
        } else if (files.size() >= maxFiles || bytes >= FILES_BYTES) {
            skip(SkipReason.OVER_LIMIT, entry);
        } else {
            try {
                takeContent(entry);
            } catch (MissingObjectException partialClone) {
                skip(SkipReason.ABSENT, entry);
            }
        }
    }

    private void takeContent(DiffEntry entry) throws IOException {
        String blob = entry.getNewId().name();
        if (size(entry.getNewId()) > GitRepository.MAX_FILE_BYTES) {
            skip(repository.looksBinary(blob) ? SkipReason.BINARY : SkipReason.TOO_LARGE, entry);
            return;
        }
        byte[] content = repository.bytes(blob);
        var byContent = FileScreening.byContent(content);
        if (byContent.isPresent()) {
            skip(byContent.get(), entry);
            return;
        }
        List<LineRange> ranges = changedLines(entry, content);
        if (ranges.isEmpty()) {
            skip(SkipReason.NOTHING_ADDED, entry);
        } else {
            add(entry, content, ranges);
        }
    }

    private void add(DiffEntry entry, byte[] content, List<LineRange> ranges) {
        String firstLine = new String(content, 0, Math.min(content.length, 100), StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        ChangedFile file = new ChangedFile(
                entry.getNewPath(),
                status(entry.getChangeType()),
                Language.detect(entry.getNewPath(), firstLine).id(),
                entry.getNewId().name(),
                ranges,
                1);
        if (bytes + file.bytes() > FILES_BYTES) {
            skip(SkipReason.OVER_LIMIT, entry);
            return;
        }
        bytes += file.bytes();
        files.add(file);
    }

    /** An old side too large to compare makes every line of the new side count as changed. */
    private List<LineRange> changedLines(DiffEntry entry, byte[] content) throws IOException {
        if (entry.getChangeType() == ChangeType.ADD) {
            return ChangedLines.all(content);
        }
        return size(entry.getOldId()) > GitRepository.MAX_FILE_BYTES
                ? ChangedLines.all(content)
                : ChangedLines.between(repository.bytes(entry.getOldId().name()), content);
    }

    private long size(AbbreviatedObjectId blob) throws IOException {
        return reader.getObjectSize(blob.toObjectId(), Constants.OBJ_BLOB);
    }

    /** Divides what a payload has left for findings among the files: half of it equally, half by how much was changed. */
    private List<ChangedFile> withRoom() {
        long room = PAYLOAD_BYTES - bytes - (long) files.size() * AGENTS * BYTES_PER_ANALYSIS;
        long each = room / AGENTS;
        long weight =
                Math.max(1, files.stream().mapToLong(RepositoryDiff::weight).sum());
        return files.stream()
                .map(file -> {
                    long share = each / 2 / files.size() + each / 2 * weight(file) / weight;
                    return file.withRoom((int) Math.clamp(share, 0, MOST_ROOM));
                })
                .toList();
    }

    private static long weight(ChangedFile file) {
        return Math.min(file.changedLines(), 500);
    }

    private List<NotReviewed> notReviewed() {
        return skipped.entrySet().stream()
                .map(group -> new NotReviewed(
                        group.getKey().id(),
                        group.getKey().text(),
                        group.getKey().isGap(),
                        group.getValue().size(),
                        group.getValue().stream()
                                .sorted()
                                .limit(NotReviewed.EXAMPLES)
                                .map(path -> shortened(path, 200))
                                .toList()))
                .toList();
    }

    private void skip(SkipReason reason, DiffEntry entry) {
        skipped.computeIfAbsent(reason, ignored -> new ArrayList<>()).add(pathOf(entry));
    }

    private static String pathOf(DiffEntry entry) {
        return entry.getChangeType() == ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }

    private static String status(ChangeType change) {
        return switch (change) {
            case ADD, COPY -> "added";
            case MODIFY -> "modified";
            case RENAME -> "renamed";
            case DELETE -> "deleted";
        };
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
