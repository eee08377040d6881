package dev.agentmesh.testkit;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import java.util.concurrent.TimeUnit;

@Agent(value = "greeter", about = "Says hello")
class Greeter {
    record Guest(String name, int times) {}

    @Skill
    String greet(Guest guest, Task task) {
        if (guest.name().isBlank()) {
            throw new Poison("NOBODY", "there is nobody to greet");
        }
        if (guest.name().equals("Voldemort")) {
            throw new Declined("UNWANTED", "we do not greet him");
        }
        task.progress(0.5, "thinking of " + guest.name());
        task.usage("tiny", 3, 4, 0.01);
        return "Hello " + guest.name() + " for the " + task.attempt() + ". time, " + task.idempotencyKey();
    }

    @Skill
    String wait(int seconds, Task task) throws InterruptedException {
        for (int i = 0; i < seconds * 100 && !task.canceled(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return task.canceled() ? "stopped" : "waited";
    }
}
