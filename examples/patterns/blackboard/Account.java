import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Board;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;

/** Keeps the balance on the blackboard of the run: {@code mesh agent run Account.java}. */
@Agent(value = "account", about = "Keeps a balance")
class Account {
    @Skill
    String open(int balance, Task task) {
        task.board().put(Board.METADATA, "balance", balance);
        return "opened";
    }

    /** When another teller was faster the put is refused, and the task comes again with the balance as it is by then. */
    @Skill
    String withdraw(int amount, Task task) {
        int balance = task.board().get(Board.METADATA, "balance", Integer.class).orElseThrow();
        task.board().put(Board.METADATA, "balance", balance - amount);
        task.board().record("withdrew", amount);
        return "paid";
    }
}
