package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.gateway.Cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reject", description = "Answers with the choice reject.")
final class ApprovalReject implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    ApprovalReject(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        return answer.answer(cli, "reject");
    }
}
