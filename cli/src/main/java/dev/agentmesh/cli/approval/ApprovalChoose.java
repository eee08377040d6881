package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.gateway.Cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "choose", description = "Answers a question with one of its choices.")
final class ApprovalChoose implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    @Parameters(index = "1", paramLabel = "CHOICE", description = "One of the question's choices.")
    private String choice = "";

    ApprovalChoose(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        return answer.answer(cli, choice);
    }
}
