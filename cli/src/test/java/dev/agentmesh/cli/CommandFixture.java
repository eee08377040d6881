package dev.agentmesh.cli;

import dev.agentmesh.cli.fake.FakeMesh;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import java.util.ArrayList;
import java.util.List;

/** Runs commands against a mesh in memory. */
public final class CommandFixture {
    public final FakeMesh mesh = new FakeMesh();
    private TestShell shell = new TestShell();

    /** For the commands that follow. */
    public CommandFixture inside(TestShell other) {
        shell = other;
        return this;
    }

    /** With the address of the mesh. */
    public Invocation mesh(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap", "broker:9092", "--registry", "http://registry:8081"));
        return bare(all.toArray(String[]::new));
    }

    /** Just these words. */
    public Invocation bare(String... words) {
        TestShell once = shell;
        shell = new TestShell();
        int exit = new CommandTree(once.shell(), mesh).run(words);
        return new Invocation(exit, once.out(), once.err());
    }
}
