import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Counts the test cases in the JUnit XML reports below a folder, names what failed and what was skipped with its reason, and ends
 * with the line {@code N passed, N failed, N skipped}. Exit code 1 when a test failed or none ran.
 */
final class TestSummary extends SimpleFileVisitor<Path> {
    private static final Set<String> NO_REPORTS = Set.of("node_modules", "src");

    private final Path root;
    private final List<Path> reports = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int passed;

    private TestSummary(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws Exception {
        TestSummary summary = new TestSummary(Path.of(args[0]));
        Files.walkFileTree(summary.root, summary);
        Collections.sort(summary.reports);
        for (Path report : summary.reports) {
            summary.count(report);
        }
        System.exit(summary.print());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = String.valueOf(folder.getFileName());
        boolean passOver = !folder.equals(root) && (name.startsWith(".") || NO_REPORTS.contains(name));
        return passOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        Path folder = file.getParent();
        Path above = folder == null ? null : folder.getParent();
        if (name.startsWith("TEST-")
                && name.endsWith(".xml")
                && folder.getFileName().toString().endsWith("-reports")
                && above != null
                && above.endsWith("target")) {
            reports.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    /** A report that ends early belongs to tests that ended early: one failure, whatever else it says. */
    private void count(Path report) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testcase")) {
                    testCase(xml);
                }
            }
        } catch (XMLStreamException cutOff) {
            failed.add(report.getFileName() + " (the report is not complete; did its JVM end?)");
        }
    }

    private void testCase(XMLStreamReader xml) throws XMLStreamException {
        String name = attribute(xml, "classname") + "." + attribute(xml, "name");
        String failure = null;
        String skip = null;
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase"))) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "failure", "error" -> failure = firstLine(attribute(xml, "message"));
                    case "skipped" -> skip = firstLine(attribute(xml, "message"));
                    default -> {}
                }
            }
        }
        if (failure != null) {
            failed.add(name + (failure.isEmpty() ? "" : ": " + failure));
        } else if (skip != null) {
            skipped.add(name + ": " + (skip.isEmpty() ? "no reason given" : skip));
        } else {
            passed++;
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private int print() {
        skipped.forEach(name -> System.out.println("skipped " + name));
        failed.forEach(name -> System.out.println("failed  " + name));
        System.out.println(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
        return failed.isEmpty() && passed > 0 ? 0 : 1;
    }
}
