package dev.agentmesh.eventlog.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.samples.AnyRecord;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventTextTest {
    @Provide
    Arbitrary<Event> anyEvent() {
        return AnyRecord.of(Event.class);
    }

    @Property
    void every_event_is_one_short_line_that_does_nothing_to_a_terminal(@ForAll("anyEvent") Event event) {
        String line = EventText.of(event);
        assertThat(line).isNotBlank();
        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(EventText.LONGEST);
        assertThat(line.codePoints()).noneMatch(Character::isISOControl);
    }

    @Property
    void every_event_is_a_json_object_with_a_fixed_beginning(@ForAll("anyEvent") Event event) {
        ObjectNode json = EventJson.of(SampleLog.events(List.of(entry(event))).getFirst());
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names).startsWith("runId", "seq", "at", "cause", "type");
        assertThat(json.get("type").textValue()).isEqualTo(event.getClass().getSimpleName());
    }

    @Example
    void a_story_reads_as_one() {
        assertThat(SampleRun.redriven().stream().map(EventText::of))
                .containsExactly(
                        "run started: review@3 by ana, input {\"pr\":7}",
                        "\"draft\" handed to critic/review, input {\"pr\":7}",
                        "\"draft\" attempt 1 failed: MESH-4102 no answer within 2 minutes; next at 2026-11-21T10:00:03Z",
                        "\"draft\" attempt 2 handed out",
                        "\"draft\" attempt 2 failed on critic-1: MESH-4102 no answer within 2 minutes; no further attempt",
                        "\"draft\" in the dead letters as d-9, waits for a redrive: MESH-4102 no answer within 2 minutes",
                        "\"draft\" redriven by ana, attempt 3: agent fixed, with input {\"pr\":8}",
                        "\"draft\" completed in 800 ms on critic-1 for $0.5000: {\"ok\":true}",
                        "run completed: {\"ok\":true}",
                        "\"draft\" late result of attempt 1 on critic-2 ignored: completed for $0.1000");
        assertThat(EventText.of(SampleRun.parallel().get(1)))
                .isEqualTo("\"checks\" opened with branches security, style, settled when all have ended");
    }

    @Example
    void a_hostile_message_cannot_move_the_cursor_or_turn_the_writing_round() {
        Failure hostile = new Failure(FailureKind.POISON, "X", "\u001b[2Jgone\r\n\u202egnorw \u0007");
        String line = EventText.of(new Event.RunFailed(SampleRun.path("a"), hostile));
        assertThat(line).isEqualTo("run failed at \"a\": X \ufffd[2Jgone  \ufffdgnorw \ufffd");
    }

    @Example
    void a_large_payload_is_shown_by_its_beginning() {
        String line = EventText.of(new Event.RunCompleted(Payload.json("\"" + "x".repeat(5_000) + "\"")));
        assertThat(line).hasSizeLessThan(120).endsWith("x…");
    }

    @Example
    void json_keeps_payloads_as_they_are_to_the_last_digit() {
        Event event =
                new Event.RunCompleted(Payload.json("{\"n\":12345678901234567890.12345678901234567890,\"z\":1.00}"));
        assertThat(EventJson.of(SampleLog.events(List.of(entry(event))).getFirst())
                        .get("output")
                        .toString())
                .isEqualTo("{\"n\":12345678901234567890.12345678901234567890,\"z\":1.00}");
    }

    @Example
    void json_has_position_and_hash_or_says_what_is_wrong() {
        LogRecord.LogEntry entry = (LogRecord.LogEntry) entry(SampleRun.started());
        ObjectNode json = EventJson.of((LogRecord) entry);
        assertThat(json.get("position").textValue()).isEqualTo("mesh.events-0:0");
        assertThat(json.get("hash").textValue()).isEqualTo(entry.hash().hex());
        assertThat(json.get("workflowHash").textValue()).hasSize(64);

        LogRecord bad = new LogRecord.Unreadable(SampleLog.position(4), "r-1", SampleRun.START, "MESH-6005", "cut");
        assertThat(EventJson.of(bad).get("code").textValue()).isEqualTo("MESH-6005");
        assertThat(EventText.of(bad)).isEqualTo("not an event at mesh.events-0:4: cut");
    }

    private static LogRecord entry(Event event) {
        return SampleLog.of("r-1", List.of(event)).getFirst();
    }
}
