package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartReportCodecTest {

    @Test
    void a_ready_broker_is_told_with_its_address() {
        var line = StartReportCodec.line(new StartReport.Ready(4711, 9092));

        assertThat(line).isEqualTo("{\"pid\":4711,\"port\":9092,\"bootstrapServers\":\"127.0.0.1:9092\"}");
        assertThat(StartReportCodec.parse(line)).contains(new StartReport.Ready(4711, 9092));
    }

    @Test
    void a_failure_arrives_as_it_was_raised() {
        var failure = Failures.portTaken(1, null);

        var arrived = StartReportCodec.parse(StartReportCodec.line(StartReport.Failed.of(failure)));

        assertThat(arrived)
                .hasValueSatisfying(report -> assertThat(report)
                        .isInstanceOfSatisfying(
                                StartReport.Failed.class,
                                failed -> assertThat(failed.toException()).hasMessage(failure.getMessage())));
    }

    @Test
    void other_lines_are_not_reports() {
        for (var line : new String[] {"", "Listening for transport dt_socket", "{}", "7"}) {
            assertThat(StartReportCodec.parse(line)).as(line).isEmpty();
        }
    }
}
