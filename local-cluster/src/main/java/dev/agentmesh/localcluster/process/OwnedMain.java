package dev.agentmesh.localcluster.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * Runs a program that is not ours as an owned process: {@code OwnedMain OWNER_PID MAIN_CLASS ARGUMENTS...}. JDK only:
 * it shares the class path with that program.
 */
public final class OwnedMain {

    private OwnedMain() {}

    /** Calls the other program's {@code main} by its name, the only way to a class that is known when the process starts. */
    public static void main(String[] args) throws Throwable {
        OwnerWatch.of(Long.parseLong(args[0]));
        var program = Class.forName(args[1]);
        var main = MethodHandles.publicLookup()
                .findStatic(program, "main", MethodType.methodType(void.class, String[].class));
        main.asFixedArity().invoke(Arrays.copyOfRange(args, 2, args.length));
    }
}
