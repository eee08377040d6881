package dev.agentmesh.examples.codereview.checkstyle;

import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader.IgnoredModulesOptions;
import com.puppycrawl.tools.checkstyle.DefaultContext;
import com.puppycrawl.tools.checkstyle.PackageNamesLoader;
import com.puppycrawl.tools.checkstyle.PackageObjectFactory;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.TreeWalker;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import com.puppycrawl.tools.checkstyle.api.FileText;
import com.puppycrawl.tools.checkstyle.api.SeverityLevel;
import com.puppycrawl.tools.checkstyle.api.Violation;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xml.sax.InputSource;

/**
 * Checkstyle's checks of {@code checks.xml}. The configuration is read once per process. A walker keeps state while it visits
 * a file, so it serves one file at a time and is kept for the next: there are as many as tasks ever ran at once.
 */
public final class CheckstyleRules {
    private static final String TOOL = "checkstyle";

    private final RuleCatalogue catalogue;
    private final Configuration configuration;
    private final PackageObjectFactory modules;
    private final ConcurrentLinkedQueue<TreeWalker> idle = new ConcurrentLinkedQueue<>();

    private CheckstyleRules(RuleCatalogue catalogue, Configuration configuration, PackageObjectFactory modules) {
        this.catalogue = catalogue;
        this.configuration = configuration;
        this.modules = modules;
        for (Configuration check : configuration.getChildren()) {
            catalogue.rule(TOOL + "/" + check.getName());
        }
    }

    /** @throws IllegalStateException when {@code checks.xml} does not fit this version of Checkstyle */
    public static CheckstyleRules load(RuleCatalogue catalogue) {
        try (InputStream xml = Objects.requireNonNull(CheckstyleRules.class.getResourceAsStream("checks.xml"))) {
            ClassLoader loader = Objects.requireNonNull(TreeWalker.class.getClassLoader());
            Configuration walker = Arrays.stream(ConfigurationLoader.loadConfiguration(
                                    new InputSource(xml),
                                    new PropertiesExpander(new Properties()),
                                    IgnoredModulesOptions.OMIT)
                            .getChildren())
                    .findFirst()
                    .orElseThrow();
            CheckstyleRules rules = new CheckstyleRules(
                    catalogue, walker, new PackageObjectFactory(PackageNamesLoader.getPackageNames(loader), loader));
            rules.idle.add(rules.walker());
            return rules;
        } catch (CheckstyleException | IOException e) {
            throw new IllegalStateException("Cannot read Checkstyle's configuration checks.xml", e);
        }
    }

    /** @param notes receives a note when the file could not be analyzed */
    public List<Finding> analyze(SourceText source, List<Note> notes) {
        if (source.path().endsWith("module-info.java")) {
            // Checkstyle's grammar has no modules, and there is little to say about one.
            return List.of();
        }
        try {
            TreeWalker pooled = idle.poll();
            TreeWalker walker = pooled == null ? walker() : pooled;
            List<Finding> findings = run(walker, source);
            // Only a walker that came through unharmed is used again.
            idle.add(walker);
            return findings;
        } catch (CheckstyleException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            notes.add(new Note(TOOL, "Could not analyze the file: " + oneLine(String.valueOf(cause.getMessage()))));
            return List.of();
        } catch (StackOverflowError e) {
            notes.add(new Note(TOOL, "Could not analyze the file: nested too deeply"));
            return List.of();
        }
    }

    private List<Finding> run(TreeWalker walker, SourceText source) throws CheckstyleException {
        List<String> lines =
                source.lines().stream().map(line -> line.replace('\r', ' ')).toList();
        walker.beginProcessing("UTF-8");
        List<Finding> findings = new ArrayList<>();
        for (Violation violation :
                walker.process(new File(source.path()), new FileText(new File(source.path()), lines))) {
            String check = violation.getSourceName().replaceFirst("^.*\\.", "").replaceFirst("Check$", "");
            findings.add(catalogue
                    .rule(TOOL + "/" + check)
                    .at(violation.getLineNo(), violation.getLineNo(), oneLine(violation.getViolation())));
        }
        walker.finishProcessing();
        return findings;
    }

    private TreeWalker walker() throws CheckstyleException {
        DefaultContext context = new DefaultContext();
        context.add("severity", SeverityLevel.WARNING.getName());
        context.add("tabWidth", "4");
        TreeWalker walker = new TreeWalker();
        walker.setModuleFactory(modules);
        walker.contextualize(context);
        walker.configure(configuration);
        walker.init();
        return walker;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
