package dev.agentmesh.examples.codereview.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.examples.codereview.finding.LineRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryDiffTest {
    @TempDir
    Path folder;

    private TestRepository repository;

    @BeforeEach
    void create() throws Exception {
        repository = TestRepository.in(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void a_changed_file_is_listed_with_its_changed_lines() throws Exception {
        repository.write("src/A.java", "one\ntwo\nthree\nfour\n").commit("first");
        RevCommit head = repository
                .write("src/A.java", "one\nTWO\nthree\nfour\nfive\nsix\n")
                .commit("second\n\nbody");

        DiffReport diff = repository.diff("HEAD~1..HEAD");

        assertThat(diff.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("src/A.java");
            assertThat(file.status()).isEqualTo("modified");
            assertThat(file.language()).isEqualTo("java");
            assertThat(file.ranges()).containsExactly(new LineRange(2, 2), new LineRange(5, 6));
            assertThat(file.room()).isEqualTo(8 * 1024);
        });
        assertThat(diff.head()).isEqualTo(head.name());
        assertThat(diff.subject()).isEqualTo("second");
        assertThat(diff.addedLines()).isEqualTo(3);
        assertThat(diff.notReviewed()).isEmpty();
        assertThat(diff.name()).isEqualTo("project");
    }

    @Test
    void without_a_range_the_last_five_commits_are_compared() throws Exception {
        for (int i = 0; i < 7; i++) {
            repository.write("f" + i + ".py", "x = " + i + "\n").commit("commit " + i);
        }
        assertThat(repository.diff("").range()).isEqualTo("HEAD~5..HEAD");
        assertThat(repository.diff(" ").files())
                .extracting(ChangedFile::path)
                .containsExactly("f2.py", "f3.py", "f4.py", "f5.py", "f6.py");
    }

    @Test
    void with_fewer_commits_the_root_commit_is_reviewed_too() throws Exception {
        repository.write("a.py", "x = 1\n").commit("only");
        DiffReport diff = repository.diff("");
        assertThat(diff.range()).isEqualTo("root..HEAD");
        assertThat(diff.base()).isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        assertThat(diff.files()).extracting(ChangedFile::path).containsExactly("a.py");
    }

    @Test
    void one_revision_is_what_that_commit_changed() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        repository.write("b.py", "x = 1\n").commit("second");
        repository.write("c.py", "x = 1\n").commit("third");
        assertThat(repository.diff("HEAD~1").files())
                .extracting(ChangedFile::path)
                .containsExactly("b.py");
        assertThat(repository.diff("HEAD~2").files())
                .extracting(ChangedFile::path)
                .containsExactly("a.py");
    }

    @Test
    void a_merge_commit_shows_what_it_brought_in() throws Exception {
        RevCommit root = repository.write("a.py", "x = 1\n").commit("root");
        repository.git().checkout().setCreateBranch(true).setName("side").call();
        RevCommit side = repository.write("side.py", "y = 1\n").commit("side");
        repository.git().checkout().setName("main").call();
        repository.write("main.py", "z = 1\n").commit("main");
        repository
                .git()
                .merge()
                .include(side)
                .setFastForward(FastForwardMode.NO_FF)
                .setMessage("merge")
                .call();

        assertThat(repository.diff("HEAD").files())
                .extracting(ChangedFile::path)
                .containsExactly("side.py");
        assertThat(repository.diff(root.name() + "..HEAD").files())
                .extracting(ChangedFile::path)
                .containsExactly("main.py", "side.py");
    }

    @Test
    void three_dots_compare_with_where_the_branches_parted() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        repository.git().checkout().setCreateBranch(true).setName("topic").call();
        repository.write("topic.py", "y = 1\n").commit("topic");
        repository.git().checkout().setName("main").call();
        repository.write("main.py", "z = 1\n").commit("main");

        assertThat(repository.diff("main...topic").files())
                .extracting(ChangedFile::path)
                .containsExactly("topic.py");
        assertThat(repository.diff("main..topic").notReviewed())
                .extracting(NotReviewed::reason)
                .containsExactly("deleted");
    }

    @Test
    void an_empty_range_is_no_error() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        DiffReport diff = repository.diff("HEAD..HEAD");
        assertThat(diff.files()).isEmpty();
        assertThat(diff.notReviewed()).isEmpty();
    }

    @Test
    void a_repository_without_commits_is_declined() {
        assertThatThrownBy(() -> repository.diff(""))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("NO_COMMITS"));
        assertThatThrownBy(() -> repository.diff("HEAD~1..HEAD")).isInstanceOf(Declined.class);
    }

    @Test
    void what_cannot_be_reviewed_is_poison_with_a_code_of_its_own() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path file = Files.createFile(folder.resolve("file"));

        assertPoison("UNKNOWN_REVISION", () -> repository.diff("HEAD~9..HEAD"));
        assertPoison("UNKNOWN_REVISION", () -> repository.diff("no-such-branch"));
        assertPoison("UNKNOWN_REVISION", () -> repository.diff("deadbeef..HEAD"));
        assertPoison("UNKNOWN_REVISION", () -> repository.diff("HEAD^{tree}"));
        assertPoison("BAD_RANGE", () -> repository.diff("a..b..c"));
        assertPoison("BAD_RANGE", () -> repository.diff("HEAD HEAD"));
        assertPoison("BAD_RANGE", () -> repository.diff(".."));
        assertPoison("BAD_RANGE", () -> repository.diff("x".repeat(600)));
        assertPoison("BAD_MAX_FILES", () -> repository.diff("", 0));
        assertPoison("BAD_MAX_FILES", () -> repository.diff("", 201));
        assertPoison("NOT_A_REPOSITORY", () -> GitRepository.open(plain.toString()));
        assertPoison(
                "REPOSITORY_MISSING",
                () -> GitRepository.open(folder.resolve("nowhere").toString()));
        assertPoison("REPOSITORY_MISSING", () -> GitRepository.open(file.toString()));
        assertPoison("REPOSITORY_MISSING", () -> GitRepository.open("/a\0b"));
        assertPoison("REPOSITORY_NOT_ABSOLUTE", () -> GitRepository.open("project"));
        assertPoison("REPOSITORY_NOT_ABSOLUTE", () -> GitRepository.open(""));
    }

    @Test
    void histories_without_a_common_commit_cannot_be_compared_from_where_they_parted() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        repository.git().checkout().setOrphan(true).setName("other").call();
        repository.write("b.py", "x = 1\n").commit("another root");
        assertPoison("NO_MERGE_BASE", () -> repository.diff("main...other"));
    }

    @Test
    void a_bare_repository_a_folder_inside_and_the_git_folder_itself_can_be_opened() throws Exception {
        repository.write("src/a.py", "x = 1\n").commit("root");
        Path bare = folder.resolve("bare.git");
        Git.cloneRepository()
                .setURI(repository.folder().toUri().toString())
                .setDirectory(bare.toFile())
                .setBare(true)
                .call()
                .close();
        for (Path path : List.of(
                bare, repository.folder().resolve("src"), repository.folder().resolve(".git"))) {
            try (GitRepository opened = GitRepository.open(path.toString())) {
                assertThat(RepositoryDiff.of(opened, "", 200).files())
                        .as(path.toString())
                        .extracting(ChangedFile::path)
                        .containsExactly("src/a.py");
            }
        }
        try (GitRepository opened = GitRepository.open(bare.toString())) {
            assertThat(opened.name()).isEqualTo("project");
        }
    }

    @Test
    void a_linked_work_tree_has_its_own_head() throws Exception {
        RevCommit first = repository.write("a.py", "x = 1\n").commit("root");
        repository.write("b.py", "x = 1\n").commit("second");
        Path entry = Files.createDirectories(repository.folder().resolve(".git/worktrees/side"));
        Path side = Files.createDirectory(folder.resolve("side"));
        Files.writeString(entry.resolve("HEAD"), first.name() + "\n");
        Files.writeString(entry.resolve("commondir"), "../..\n");
        Files.writeString(entry.resolve("gitdir"), side.resolve(".git") + "\n");
        Files.writeString(side.resolve(".git"), "gitdir: " + entry + "\n");
        try (GitRepository opened = GitRepository.open(side.toString())) {
            DiffReport diff = RepositoryDiff.of(opened, "", 200);
            assertThat(diff.head()).isEqualTo(first.name());
            assertThat(diff.files()).extracting(ChangedFile::path).containsExactly("a.py");
            assertThat(diff.name()).isEqualTo("project");
        }
    }

    @Test
    void files_nobody_should_review_are_listed_with_the_reason() throws Exception {
        repository
                .write("gone.py", "x = 1\n")
                .write("moved.py", "a = 1\nb = 2\nc = 3\nd = 4\n")
                .commit("root");
        repository.delete("gone.py").delete("moved.py");
        repository
                .write("renamed.py", "a = 1\nb = 2\nc = 3\nd = 4\n")
                .write("image.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})
                .write("huge.txt", "x".repeat(600_000))
                .write("huge.bin", new byte[600_000])
                .write("node_modules/left-pad/index.js", "module.exports = 1\n")
                .write("package-lock.json", "{}\n")
                .write("api_pb2.py", "z = 3\n")
                .write("Generated.java", "// Code generated by protoc. DO NOT EDIT.\nclass Generated {}\n")
                .write("model.bin.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n")
                .write("kept.py", "y = 2\n")
                .commit("second");

        DiffReport diff = repository.diff("HEAD~1..HEAD");

        assertThat(diff.files()).extracting(ChangedFile::path).containsExactly("kept.py");
        assertThat(diff.notReviewed())
                .extracting(group -> group.reason() + " " + group.paths())
                .containsExactly(
                        "deleted [gone.py]",
                        "nothing-added [renamed.py]",
                        "binary [huge.bin, image.png]",
                        "generated [Generated.java, api_pb2.py, package-lock.json]",
                        "vendored [node_modules/left-pad/index.js]",
                        "lfs-pointer [model.bin.txt]",
                        "too-large [huge.txt]");
        assertThat(diff.notReviewed().stream().filter(NotReviewed::gap).map(NotReviewed::reason))
                .containsExactly("lfs-pointer", "too-large");
    }

    @Test
    void symbolic_links_and_submodules_are_not_followed() throws Exception {
        RevCommit root = repository.write("a.py", "x = 1\n").commit("root");
        try (ObjectInserter inserter = repository.git().getRepository().newObjectInserter()) {
            ObjectId target = inserter.insert(Constants.OBJ_BLOB, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            add("link", FileMode.SYMLINK, target);
            add("module", FileMode.GITLINK, root);
        }
        repository
                .git()
                .commit()
                .setMessage("links")
                .setAuthor("Ada", "ada@example.org")
                .setSign(false)
                .call();
        assertThat(repository.diff("HEAD~1..HEAD").notReviewed())
                .extracting(NotReviewed::reason)
                .containsExactly("symlink", "submodule");
    }

    private void add(String path, FileMode mode, ObjectId id) throws Exception {
        DirCache index = repository.git().getRepository().lockDirCache();
        DirCacheBuilder builder = index.builder();
        builder.keep(0, index.getEntryCount());
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(id);
        builder.add(entry);
        assertThat(builder.commit()).isTrue();
    }

    @Test
    void a_renamed_and_changed_file_is_reviewed_under_its_new_name() throws Exception {
        String before = "line\n".repeat(3) + "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\n";
        repository.write("old.py", before).commit("root");
        repository.delete("old.py").write("new.py", before + "g = 7\n").commit("renamed");
        assertThat(repository.diff("HEAD~1..HEAD").files()).singleElement().satisfies(file -> {
            assertThat(file.status()).isEqualTo("renamed");
            assertThat(file.path()).isEqualTo("new.py");
            assertThat(file.ranges()).containsExactly(new LineRange(10, 10));
        });
    }

    @Test
    void changed_line_ends_and_foreign_encodings_do_not_stop_a_diff() throws Exception {
        repository
                .write("crlf.py", "a = 1\nb = 2\n")
                .write("latin.py", "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
                .commit("root");
        repository
                .write("crlf.py", "a = 1\r\nb = 2\r\nc = 3\r\n")
                .write("latin.py", "# caf\u00e9\n# \u00fcber\n".getBytes(StandardCharsets.ISO_8859_1))
                .commit("second");
        assertThat(repository.diff("HEAD~1..HEAD").files())
                .extracting(file -> file.path() + file.ranges())
                .containsExactly("crlf.py[LineRange[start=1, end=3]]", "latin.py[LineRange[start=2, end=2]]");
    }

    @Test
    void names_that_are_not_utf_8_are_listed() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        ObjectId blob;
        try (ObjectInserter inserter = repository.git().getRepository().newObjectInserter()) {
            blob = inserter.insert(Constants.OBJ_BLOB, "x = 2\n".getBytes(StandardCharsets.UTF_8));
            inserter.flush();
        }
        DirCache index = repository.git().getRepository().lockDirCache();
        DirCacheBuilder builder = index.builder();
        builder.keep(0, index.getEntryCount());
        DirCacheEntry entry = new DirCacheEntry("caf\u00e9.py".getBytes(StandardCharsets.ISO_8859_1));
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(blob);
        builder.add(entry);
        assertThat(builder.commit()).isTrue();
        repository
                .git()
                .commit()
                .setMessage("latin")
                .setAuthor("Ada", "a@example.org")
                .setSign(false)
                .call();

        assertThat(repository.diff("HEAD~1..HEAD").files())
                .singleElement()
                .satisfies(file -> assertThat(file.path()).isEqualTo("caf\u00e9.py"));
    }

    @Test
    void a_thousand_files_stay_within_one_payload() throws Exception {
        repository.write("README.md", "# Project\n").commit("root");
        for (int i = 0; i < 1_000; i++) {
            String name = String.format("src/main/java/org/example/a/rather/long/package/name/Type%04d.java", i);
            repository.write(name, "class Type" + i + " {\n" + "  int x;\n".repeat(i % 40) + "}\n");
        }
        repository.commit("many");

        DiffReport diff = repository.diff("HEAD~1..HEAD");

        assertThat(diff.files()).hasSize(RepositoryDiff.MAX_FILES);
        assertThat(diff.notReviewed()).singleElement().satisfies(group -> {
            assertThat(group.reason()).isEqualTo("over-limit");
            assertThat(group.count()).isEqualTo(800);
            assertThat(group.paths()).hasSize(NotReviewed.EXAMPLES);
            assertThat(group.gap()).isTrue();
        });
        assertThat(JsonMapper.builder().build().writeValueAsBytes(diff)).hasSizeLessThan(100 * 1024);
    }

    @Test
    void source_code_comes_before_other_files_when_not_all_fit() throws Exception {
        repository.write("z.txt", "x\n").commit("root");
        repository
                .write("a.txt", "a\n")
                .write("b.json", "{}\n")
                .write("z.py", "z = 1\n")
                .commit("second");
        DiffReport diff = repository.diff("HEAD~1..HEAD", 1);
        assertThat(diff.files()).extracting(ChangedFile::path).containsExactly("z.py");
        assertThat(diff.notReviewed())
                .singleElement()
                .satisfies(group -> assertThat(group.count()).isEqualTo(2));
    }

    @Test
    void a_file_changed_everywhere_has_a_bounded_list_of_places() throws Exception {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            before.append("line ").append(i).append('\n');
            after.append(i % 4 == 0 ? "changed " : "line ").append(i).append('\n');
        }
        repository.write("a.txt", before.toString()).commit("root");
        repository.write("a.txt", after.toString()).commit("second");
        List<LineRange> ranges =
                repository.diff("HEAD~1..HEAD").files().getFirst().ranges();
        assertThat(ranges).hasSizeLessThanOrEqualTo(ChangedLines.MAX_RANGES);
        assertThat(ranges.getFirst().start()).isEqualTo(1);
        assertThat(ranges.getLast().end()).isEqualTo(1_997);
    }

    @Test
    void a_blob_that_is_not_there_is_poison() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        try (GitRepository opened = GitRepository.open(repository.path())) {
            assertPoison("BLOB_MISSING", () -> opened.content("0".repeat(40)));
            assertPoison("BLOB_MISSING", () -> opened.content("not an id"));
        }
    }

    @Test
    void user_name_and_password_of_the_remote_are_not_reported() throws Exception {
        repository.write("a.py", "x = 1\n").commit("root");
        repository
                .git()
                .getRepository()
                .getConfig()
                .setString("remote", "origin", "url", "https://ada:pw@git.example.org/team/shop.git");
        repository.git().getRepository().getConfig().save();
        DiffReport diff = repository.diff("");
        assertThat(diff.origin()).isEqualTo("https://git.example.org/team/shop.git");
        assertThat(diff.name()).isEqualTo("shop");
    }

    private static void assertPoison(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.code()).isEqualTo(code));
    }
}
