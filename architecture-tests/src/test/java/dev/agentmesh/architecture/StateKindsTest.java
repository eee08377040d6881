package dev.agentmesh.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Task state, agent state and system state are three things; docs/reference/state.md says where each lives. */
@AnalyzeClasses(packages = "dev.agentmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class StateKindsTest {
    private static final String CORE_HEALTH = "dev.agentmesh.core.health";
    private static final String CORE_RUN = "dev.agentmesh.core.run";
    private static final String STORES_OF_RUNS = "dev.agentmesh.orchestrator.state";
    private static final String HEALTH = "dev.agentmesh.orchestrator.health";
    private static final String ROLL = "dev.agentmesh.orchestrator.roll";

    @ArchTest
    static final ArchRule health_knows_the_words_of_runs_and_no_decision_about_them = classes()
            .that()
            .resideInAPackage(CORE_HEALTH)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE_HEALTH, CORE_RUN, "dev.agentmesh.core.value", "java..", "org.jspecify..")
            .because("a breaker belongs to an agent that many runs call, and to none of them");

    @ArchTest
    static final ArchRule what_a_run_keeps_has_no_word_for_health = noClasses()
            .that()
            .resideInAPackage(CORE_RUN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE_HEALTH)
            .because("a run is folded from its events and from nothing that others have lived through");

    @ArchTest
    static final ArchRule runs_ask_how_an_agent_is_and_never_decide_it = noClasses()
            .that()
            .resideInAnyPackage("dev.agentmesh.core.decider", "dev.agentmesh.core.pattern")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("HealthDecider")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("HealthEvent")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("HealthWatch")
            .because("the decider of a run must not change what other runs see");

    @ArchTest
    static final ArchRule the_stores_of_runs_hold_nothing_of_agents = noClasses()
            .that()
            .resideInAPackage(STORES_OF_RUNS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE_HEALTH, HEALTH, ROLL)
            .because("task state is kept by run and forgotten with it");

    @ArchTest
    static final ArchRule the_keeping_of_breakers_knows_no_run = noClasses()
            .that()
            .resideInAPackage(HEALTH)
            .or()
            .haveSimpleName("HealthProcessor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    STORES_OF_RUNS, ROLL, CORE_RUN, "dev.agentmesh.core.decider", "dev.agentmesh.core.definition")
            .because("system state outlives every run");

    @ArchTest
    static final ArchRule who_is_there_is_neither = noClasses()
            .that()
            .resideInAPackage(ROLL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STORES_OF_RUNS, HEALTH, CORE_HEALTH, CORE_RUN)
            .because("agent state is what agents say of themselves");
}
