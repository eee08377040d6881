package dev.agentmesh.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StepPathTest {
    @Test
    void it_is_taken_apart_as_it_was_put_together() {
        StepPath lane = StepPath.ROOT.child("files").lane(3).child("checks").lane("security");
        StepPath step = lane.child("scan");
        assertThat(step.text()).isEqualTo("files[3]/checks[security]/scan");
        assertThat(step.id()).isEqualTo("scan");
        assertThat(step.selector()).isEmpty();
        assertThat(step.step()).isEqualTo(step);
        assertThat(step.frame()).isEqualTo(lane);
        assertThat(lane.selector()).contains("security");
        assertThat(lane.id()).isEqualTo("checks");
        assertThat(lane.step().text()).isEqualTo("files[3]/checks");
        assertThat(lane.frame().text()).isEqualTo("files[3]");
        assertThat(lane.frame().frame()).isEqualTo(StepPath.ROOT);
    }

    @Test
    void a_sibling_whose_name_begins_alike_is_not_inside() {
        StepPath a = new StepPath("a");
        assertThat(List.of("a/b", "a[0]", "a[0]/b")).allMatch(text -> new StepPath(text).isWithin(a));
        assertThat(List.of("a", "ab", "a-b", "a.b", "b", "")).noneMatch(text -> new StepPath(text).isWithin(a));
        assertThat(new StepPath("m[1]/x").isWithin(new StepPath("m[1]"))).isTrue();
        assertThat(new StepPath("m[10]/x").isWithin(new StepPath("m[1]"))).isFalse();
    }

    @Test
    void everything_but_the_root_is_inside_the_root() {
        assertThat(new StepPath("a").isWithin(StepPath.ROOT)).isTrue();
        assertThat(StepPath.ROOT.isWithin(StepPath.ROOT)).isFalse();
        assertThat(StepPath.ROOT.isRoot()).isTrue();
    }

    @Property
    void a_child_and_a_lane_are_inside_and_lead_back(@ForAll("paths") StepPath path, @ForAll("ids") String id) {
        StepPath child = path.child(id);
        assertThat(child.frame()).isEqualTo(path);
        assertThat(child.id()).isEqualTo(id);
        assertThat(child.isWithin(path)).isTrue();
        StepPath lane = child.lane(id);
        assertThat(lane.step()).isEqualTo(child);
        assertThat(lane.selector()).contains(id);
        assertThat(lane.isWithin(child)).isTrue();
        assertThat(lane.isWithin(path)).isTrue();
        assertThat(child.isWithin(lane)).isFalse();
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("ab0-_.").ofMinLength(1).ofMaxLength(4);
    }

    @Provide
    Arbitrary<StepPath> paths() {
        return ids().list().ofMaxSize(4).map(ids -> {
            StepPath path = StepPath.ROOT;
            for (String id : ids) {
                path = path.child(id);
                path = id.startsWith("0") ? path.lane(id) : path;
            }
            return path;
        });
    }
}
