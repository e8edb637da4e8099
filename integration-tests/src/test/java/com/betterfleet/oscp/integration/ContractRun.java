package com.betterfleet.oscp.integration;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * One run of a contract suite over a host of it, to see what the suite finds.
 *
 * @param succeeded how many of its tests succeeded
 * @param failures what the others said, by the name of the test
 */
record ContractRun(long succeeded, Map<String, String> failures) {
    static ContractRun of(Class<?> host) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(List.of(selectClass(host)))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        return new ContractRun(summary.getTestsSucceededCount(), failures(summary));
    }

    private static Map<String, String> failures(TestExecutionSummary summary) {
        Map<String, String> failures = new TreeMap<>();
        summary.getFailures()
                .forEach(failure -> failures.put(
                        failure.getTestIdentifier().getDisplayName().replace("()", ""),
                        String.valueOf(failure.getException().getMessage())));
        return failures;
    }
}
