package dev.agentmesh.language.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LineDifferenceTest {
    @Example
    void what_changed_is_shown_with_what_is_around_it() {
        String left = "a\nb\nc\nd\ne\nf\ng\n";
        String right = "a\nb\nc\nd\nE\nf\ng\nh\n";

        LineDifference difference = LineDifference.of(left, right);

        assertThat(difference.added()).isEqualTo(2);
        assertThat(difference.removed()).isEqualTo(1);
        assertThat(difference.text("x", "y"))
                .isEqualTo("--- x\n+++ y\n@@ -2,6 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n+h\n");
    }

    @Example
    void the_same_is_nothing() {
        assertThat(LineDifference.of("a\n", "a\n").isEmpty()).isTrue();
        assertThat(LineDifference.of("a\n", "a\n").text("x", "y")).isEmpty();
    }

    /** Taking away what is removed and adding what is added makes one text of the other. */
    @Property(tries = 300)
    void a_difference_is_complete(@ForAll long seed) {
        var random = new Random(seed);
        List<String> left = lines(random);
        List<String> right = random.nextBoolean() ? lines(random) : changed(left, random);

        String text = LineDifference.of(String.join("\n", left), String.join("\n", right))
                .text("x", "y");

        assertThat(patched(left, text)).isEqualTo(right);
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            lines.add("line " + random.nextInt(9));
        }
        return lines;
    }

    private static List<String> changed(List<String> lines, Random random) {
        List<String> changed = new ArrayList<>(lines);
        for (int i = random.nextInt(4); i > 0 && !changed.isEmpty(); i--) {
            changed.set(random.nextInt(changed.size()), "new " + i);
        }
        return changed;
    }

    /** What {@code patch} would make of it. */
    private static List<String> patched(List<String> left, String difference) {
        List<String> result = new ArrayList<>();
        int at = 0;
        for (String line : difference.lines().skip(2).toList()) {
            if (line.startsWith("@@")) {
                int start = Integer.parseInt(line.substring(4, line.indexOf(','))) - 1;
                while (at < start) {
                    result.add(left.get(at++));
                }
            } else if (line.startsWith("+")) {
                result.add(line.substring(1));
            } else {
                assertThat(line.substring(1)).isEqualTo(left.get(at));
                if (line.startsWith(" ")) {
                    result.add(left.get(at));
                }
                at++;
            }
        }
        result.addAll(left.subList(at, left.size()));
        return result;
    }
}
