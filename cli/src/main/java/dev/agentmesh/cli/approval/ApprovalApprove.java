package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.gateway.Cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve", description = "Answers with the choice approve.")
final class ApprovalApprove implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    ApprovalApprove(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        return answer.answer(cli, "approve");
    }
}
