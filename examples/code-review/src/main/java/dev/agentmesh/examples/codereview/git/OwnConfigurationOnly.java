package dev.agentmesh.examples.codereview.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository's own configuration: a review must not depend on who runs the agent, JGit would start
 * {@code git} to find the machine's settings, and it would write measurements of the file system into the home folder.
 */
final class OwnConfigurationOnly extends SystemReader.Delegate {
    private OwnConfigurationOnly(SystemReader system) {
        super(system);
    }

    static void install() {
        SystemReader.setInstance(new OwnConfigurationOnly(SystemReader.getInstance()));
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** A configuration that is always empty and stays in memory. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, new File("no-such-configuration"), fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // What JGit would like to remember is forgotten with the process.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
